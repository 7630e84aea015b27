"""The health check: whether database, broker and beat work. Shows no secrets."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import jobtracker
from digests.builders.items import rows_left_out
from jobtracker.http.middleware import TimedRequest
from operations.heartbeats import CLOCK, is_late
from operations.models import Heartbeat

logger = logging.getLogger(__name__)
BROKER_SECONDS = 2
Part = dict[str, object]


@require_safe
@never_cache
def health(request: TimedRequest) -> JsonResponse:
    """Return the state of database, broker and beat; status 503 if one fails."""
    now = request.now
    parts = {"database": _database(), "broker": _broker()}
    parts["beat"] = _beat(now) if parts["database"]["ok"] else _wrong("The database is down.")
    ok = all(part["ok"] for part in parts.values())
    odd = rows_left_out() if parts["database"]["ok"] else None
    body = {"ok": ok, "version": jobtracker.__version__, "now": now.isoformat(), **parts}
    body["rows_left_out"] = odd
    return JsonResponse(body, status=200 if ok else 503)


def _database() -> Part:
    return _try("database", "The database does not answer.", _ask_database)


def _broker() -> Part:
    return _try("broker", "The queue does not answer: nothing runs in the background.", _ask_broker)


def _try(name: str, problem: str, ask: Callable[[], None]) -> Part:
    try:
        ask()
    except Exception:
        # The error may contain hosts and passwords, so only the log gets it.
        logger.exception("health: %s", name)
        return _wrong(problem)
    return {"ok": True}


def _wrong(problem: str) -> Part:
    return {"ok": False, "problem": problem}


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker() -> None:
    if settings.REDIS_URL:
        import redis  # noqa: PLC0415 - who runs without it does not load it

        with redis.Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=BROKER_SECONDS,
            socket_timeout=BROKER_SECONDS,
        ) as client:
            client.ping()
        return
    folder = Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]))
    folder.mkdir(parents=True, exist_ok=True)


def _beat(now: datetime) -> Part:
    tasks = list(Heartbeat.objects.all())
    clock = next((task for task in tasks if task.task == CLOCK), None)
    seen = clock.succeeded_at if clock else None
    late = is_late(seen, now)
    part: Part = {"ok": not late, "last": _text(seen), "age_seconds": _age(seen, now)}
    if late:
        part["problem"] = "The beat has not run for more than ten minutes: reminders are late."
    part["tasks"] = {task.task: _task(task, now) for task in tasks}
    return part


def _task(task: Heartbeat, now: datetime) -> Part:
    return {
        "started_at": _text(task.started_at),
        "succeeded_at": _text(task.succeeded_at),
        "age_seconds": _age(task.succeeded_at, now),
        "duration_ms": task.duration_ms,
        "counts": task.counts,
        "failing": bool(task.error),
    }


def _age(seen: datetime | None, now: datetime) -> int | None:
    return round((now - seen).total_seconds()) if seen else None


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None
