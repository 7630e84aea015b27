"""The operations app: scheduled work, health and metrics."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class OperationsConfig(AppConfig):
    """The operations app: scheduled work, health and metrics."""

    name = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        """Say on every page where reminders are late."""
        fill("page.banner", "operations/_beat_late.html")
