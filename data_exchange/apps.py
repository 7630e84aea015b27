"""The data_exchange app: export and import."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import provide


class DataExchangeConfig(AppConfig):
    """Configuration of the data_exchange app."""

    name = "data_exchange"
    verbose_name = _("Export and import")

    def ready(self) -> None:
        """Have ``manage.py tick`` run imports."""
        from data_exchange.tasks import run_due_imports

        provide("tick", lambda now: {"run_imports": run_due_imports(now)})
