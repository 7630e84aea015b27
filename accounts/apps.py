"""The accounts app: users, their settings, and who may see their data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The accounts app: users, their settings, and who may see their data."""

    name = "accounts"
    verbose_name = _("Accounts")
