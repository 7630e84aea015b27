"""The Celery application; the schedule is in the settings, the tasks are in the apps.

Neither the worker nor the beat starts if a setting is missing or weak.
"""

import os

from celery import Celery

from jobtracker.checks import refuse_bad_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")

app = Celery("jobtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
refuse_bad_settings()
