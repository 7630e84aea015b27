"""The operations app: scheduled work, health and metrics."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class OperationsConfig(AppConfig):
    """The operations app: scheduled work, health and metrics."""

    name = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        """Add the banner for late reminders; refuse to migrate databases that are too old."""
        from operations.upgrade import refuse_old_database

        pre_migrate.connect(refuse_old_database, sender=self)
        fill("page.banner", "operations/_beat_late.html")
