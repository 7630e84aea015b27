"""The accounts app: users, their settings, and who may see their data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class AccountsConfig(AppConfig):
    """The accounts app: users, their settings, and who may see their data."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Tell coaches and operators of the second step they need, and see it set up."""
        # Models can only be imported once all apps are loaded.
        from allauth.mfa.signals import authenticator_added

        from accounts.services.second_step import remember_set_up

        authenticator_added.connect(remember_set_up, dispatch_uid="second_step_set_up")
        fill("staff.banner", "accounts/_second_step.html")
