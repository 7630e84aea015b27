"""The accounts app: who uses the product."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, their time zone and preferences, and the door to their data."""

    name = "accounts"
    verbose_name = _("Accounts")
