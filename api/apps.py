"""The api app: the API, its keys, webhooks, and the door for assistants."""

from collections import Counter
from datetime import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill, take_part


class ApiConfig(AppConfig):
    """Configuration of the api app."""

    name = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        """Hear of what happens, have the beat send it, and show the settings."""
        from api.webhooks import events  # noqa: F401

        take_part("tick", self.name, _send_webhooks)
        take_part("nightly", self.name, _delete_old)
        fill("settings.webhooks", "api/webhooks/_of_settings.html")


def _send_webhooks(now: datetime) -> dict[str, Counter[str]]:
    # Celery comes with it, which a web process does without.
    from api.tasks import send_due_webhooks

    return {"send_webhooks": send_due_webhooks(now)}


def _delete_old(now: datetime) -> Counter[str]:
    from api.services import retention
    from api.webhooks.retention import delete_old

    return delete_old(now) + retention.delete_old(now)
