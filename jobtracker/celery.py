"""The Celery application; its schedule is in the settings, its tasks in the apps.

Neither a worker nor the beat starts on settings that are missing or weak.
"""

import os

from celery import Celery

from jobtracker.checks import refuse_bad_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")

app = Celery("jobtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
refuse_bad_settings()
