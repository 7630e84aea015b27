"""The accounts app: users, their settings, and who may see their data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class AccountsConfig(AppConfig):
    """The accounts app: users, their settings, and who may see their data."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Add the banner that tells coaches and operators of the second step they need."""
        fill("staff.banner", "accounts/_second_step.html")
