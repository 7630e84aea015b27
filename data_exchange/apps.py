"""The data_exchange app: export and import."""

from collections import Counter
from datetime import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import take_part


class DataExchangeConfig(AppConfig):
    """Configuration of the data_exchange app."""

    name = "data_exchange"
    verbose_name = _("Export and import")

    def ready(self) -> None:
        """Have ``manage.py tick`` run imports."""
        take_part("tick", self.name, _run_due_imports)


def _run_due_imports(now: datetime) -> dict[str, Counter[str]]:
    # Celery comes with it, which a web process does without.
    from data_exchange.tasks import run_due_imports

    return {"run_imports": run_due_imports(now)}
