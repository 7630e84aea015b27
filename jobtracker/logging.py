"""Logs that a machine can read: one JSON object a line, with the request's or the task's id."""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter
from uuid import uuid4

from celery.signals import task_prerun
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
FIT = re.compile(r"[A-Za-z0-9_.-]{8,64}")

requests = logging.getLogger("jobtracker.requests")
current_id: ContextVar[str] = ContextVar("current_id", default="")


class IdFilter(logging.Filter):
    """Adds ``id``: of the request or the task in whose course a line was logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through."""
        record.id = current_id.get()
        return True


class RequestIdMiddleware:
    """Gives each request an id, and logs it.

    The id is the proxy's, where it sends a fit one; the answer names it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get(HEADER, "")
        token = current_id.set(sent if FIT.fullmatch(sent) else uuid4().hex)
        start = perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = current_id.get()
            _tell(request, response, perf_counter() - start)
        finally:
            current_id.reset(token)
        return response


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """One line a page: its pattern and not its address, since some addresses are keys."""
    if match := request.resolver_match:
        took = round(seconds * 1000)
        requests.info("%s %s %s %s ms", request.method, match.route, response.status_code, took)


@task_prerun.connect
def _name_the_task(task_id: str, **kwargs: object) -> None:
    current_id.set(task_id)


def config(*, as_json: bool, level: str) -> dict[str, object]:
    """The value of ``LOGGING``: JSON where a machine reads it, plain lines for a person."""
    fields = "%(asctime)s %(levelname)s %(name)s %(id)s %(message)s"
    formatter: dict[str, object] = {"format": fields}
    if as_json:
        formatter["()"] = "pythonjsonlogger.json.JsonFormatter"
        formatter["rename_fields"] = {"asctime": "time", "levelname": "level", "name": "logger"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"id": {"()": "jobtracker.logging.IdFilter"}},
        "formatters": {"line": formatter},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["id"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handler for its dev server would say each line twice.
            "django": {"handlers": [], "propagate": True},
            # A line a request is for machines; who develops sees what goes wrong.
            "jobtracker.requests": {"level": level if as_json else "WARNING"},
        },
    }
