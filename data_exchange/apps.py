"""The data_exchange app: export and import."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DataExchangeConfig(AppConfig):
    """Configuration of the data_exchange app."""

    name = "data_exchange"
    verbose_name = _("Export and import")
