"""The data_exchange app: everything out and in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DataExchangeConfig(AppConfig):
    """The data_exchange app: everything out and in."""

    name = "data_exchange"
    verbose_name = _("Export and import")
