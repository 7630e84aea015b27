"""Logs that a machine can read: one JSON object a line, with the request's or the task's id."""

import logging
from contextvars import ContextVar

from celery.signals import task_prerun

current_id: ContextVar[str] = ContextVar("current_id", default="")


class IdFilter(logging.Filter):
    """Adds ``id``: of the request or the task in whose course a line was logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through."""
        record.id = current_id.get()
        return True


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
