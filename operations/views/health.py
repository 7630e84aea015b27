"""The health checks: what works and what does not. They show no secrets and read no session.

/health/live: the process answers. /health/ready: pages can be served and saved; without the cache
they still can. /health/: everything, the background work too.
"""

import logging
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.cache import cache
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
DISK_BYTES = 4096
Part = dict[str, object]


@require_safe
@never_cache
def live(request: TimedRequest) -> JsonResponse:
    """Return that the process answers, whatever else is down."""
    return _answer(request.now, {})


@require_safe
@never_cache
def ready(request: TimedRequest) -> JsonResponse:
    """Return whether pages can be served and saved; status 503 if not."""
    return _answer(request.now, {"database": _database(), "disk": _disk()})


@require_safe
@never_cache
def health(request: TimedRequest) -> JsonResponse:
    """Return the state of everything; status 503 if any of it fails."""
    now = request.now
    parts = {"database": _database(), "disk": _disk(), "cache": _cache(), "broker": _broker()}
    down = _wrong("The database is down.")
    parts["beat"] = _try("beat", "It could not be read.", _beat, now) if _ok(parts) else down
    left_out = _try("rows left out", "", _rows_left_out) if _ok(parts) else {}
    return _answer(now, parts, rows_left_out=left_out.get("rows"))


def _ok(parts: dict[str, Part]) -> bool:
    return bool(parts["database"]["ok"])


def _answer(now: datetime, parts: dict[str, Part], **more: object) -> JsonResponse:
    ok = all(part["ok"] for part in parts.values())
    body = {"ok": ok, "version": jobtracker.__version__, "now": now.isoformat(), **parts, **more}
    return JsonResponse(body, status=200 if ok else 503)


def _database() -> Part:
    return _try("database", "The database does not answer.", _ask_database)


def _disk() -> Part:
    return _try("disk", "The disk cannot be written: no file can be uploaded.", _ask_disk)


def _cache() -> Part:
    return _try("cache", "The cache does not answer: nobody can sign in.", _ask_cache)


def _broker() -> Part:
    return _try("broker", "The queue does not answer: nothing runs in the background.", _ask_broker)


def _try(name: str, problem: str, ask: Callable[..., Part | None], *args: object) -> Part:
    try:
        return ask(*args) or {"ok": True}
    except Exception:
        # The error may contain hosts and passwords, so only the log gets it.
        logger.exception("health: %s", name)
        return _wrong(problem)


def _wrong(problem: str) -> Part:
    return {"ok": False, "problem": problem}


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _rows_left_out() -> Part:
    return {"rows": rows_left_out()}


def _ask_disk() -> None:
    """Write a little to where uploads are kept, down to the disk itself."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".health-") as file:
        file.write(bytes(DISK_BYTES))
        file.flush()
        os.fsync(file.fileno())


def _ask_cache() -> None:
    cache.set("health", True, 60)
    if not cache.get("health"):
        raise LookupError("the cache keeps nothing")


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
