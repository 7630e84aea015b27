"""/metrics for Prometheus, only if METRICS_TOKEN is set and the request sends it.

Without the token its library is not even loaded.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from digests.builders.items import rows_left_out
from digests.claims import unfinished
from followups.planning.due import count_due
from inbox.models import Mailbox, ReceivedFile
from jobtracker.http.middleware import TimedRequest
from operations.models import Heartbeat

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry


@require_safe
def metrics(request: TimedRequest) -> HttpResponse:
    """Return this process's metrics and the beat's. Raises Http404 if metrics are off."""
    if not settings.METRICS_TOKEN:
        raise Http404
    sent = request.headers.get("Authorization", "")
    if not secrets.compare_digest(sent.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    from prometheus_client import (  # noqa: PLC0415
        CONTENT_TYPE_LATEST,
        REGISTRY,
        generate_latest,
    )

    text = generate_latest(REGISTRY) + generate_latest(_beat(request.now))
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _beat(now: datetime) -> CollectorRegistry:
    """The figures from the database, the same whichever process is asked."""
    from prometheus_client import CollectorRegistry, Gauge  # noqa: PLC0415

    registry = CollectorRegistry()
    age = Gauge("jobtracker_task_age_seconds", "Since its success", ["task"], registry=registry)
    took = Gauge("jobtracker_task_seconds", "How long it took", ["task"], registry=registry)
    for task in Heartbeat.objects.all():
        if task.succeeded_at:
            age.labels(task.task).set((now - task.succeeded_at).total_seconds())
            took.labels(task.task).set((task.duration_ms or 0) / 1000)
    due = Gauge("jobtracker_reminders_due", "Reminders to be raised", registry=registry)
    due.set(count_due(now))
    mails = Gauge("jobtracker_mails_unfinished", "Mails to be tried again", registry=registry)
    mails.set(unfinished(now).count())
    odd = Gauge("jobtracker_rows_left_out", "Rows left out of mails, in all", registry=registry)
    odd.set(rows_left_out())
    boxes = Gauge("jobtracker_mailboxes_failing", "Mailboxes not to be read", registry=registry)
    boxes.set(Mailbox.objects.exclude(problem=Mailbox.Problem.NONE).count())
    files = Gauge("jobtracker_files_unread", "Mails and calendar files to read", registry=registry)
    files.set(ReceivedFile.objects.filter(read_at=None).count())
    return registry
