"""The Celery application and its schedule; the tasks are in the apps.

Neither the worker nor the beat starts if a setting is missing or weak.
"""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import task_prerun
from django.conf import settings

from jobtracker.checks import refuse_bad_settings
from jobtracker.logging import current_id

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")

app = Celery("jobtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
# A task that waited longer than its period is dropped: the next one does its work.
app.conf.beat_schedule = {
    "open-due": {
        "task": "operations.open_due",
        "schedule": float(settings.BEAT_SECONDS),
        "options": {"expires": 2 * settings.BEAT_SECONDS},
    },
    "send-digests": {
        "task": "operations.send_digests",
        "schedule": 2.0 * settings.BEAT_SECONDS,
        "options": {"expires": 4 * settings.BEAT_SECONDS},
    },
    "fetch-mail": {
        "task": "inbox.fetch_mail",
        "schedule": float(settings.BEAT_SECONDS),
        "options": {"expires": 2 * settings.BEAT_SECONDS},
    },
    "run-imports": {
        "task": "data_exchange.run_imports",
        "schedule": float(settings.BEAT_SECONDS),
        "options": {"expires": 2 * settings.BEAT_SECONDS},
    },
    "send-webhooks": {
        "task": "api.send_webhooks",
        "schedule": float(settings.BEAT_SECONDS),
        "options": {"expires": 2 * settings.BEAT_SECONDS},
    },
    "replan-all": {
        "task": "operations.replan_all",
        "schedule": crontab(hour="3", minute="17"),
        "options": {"expires": 3600 * 12},
    },
}
app.autodiscover_tasks()
refuse_bad_settings()


@task_prerun.connect
def _set_task_id(task_id: str, **kwargs: object) -> None:
    current_id.set(task_id)
