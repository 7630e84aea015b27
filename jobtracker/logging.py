"""Logging: a JSON object per line, with the id of the request or the task; no secret paths."""

import logging
from contextvars import ContextVar

from pythonjsonlogger.core import LogData
from pythonjsonlogger.json import JsonFormatter

from jobtracker.secret_paths import without_secrets, without_secrets_inside

current_id: ContextVar[str] = ContextVar("current_id", default="")


class IdFilter(logging.Filter):
    """Adds ``id``: the id of the request or the task that logged the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Set the id, and let every line through."""
        record.id = current_id.get()
        return True


class PlainLines(logging.Formatter):
    """Plain lines for a person, without secret paths, in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the traceback below it."""
        return without_secrets(super().format(record))


class JsonLines(JsonFormatter):
    """One JSON object per line, without secret paths in any of its fields."""

    def process_log_record(self, log_data: LogData) -> LogData:
        """Return the fields; without the request, which is written as its whole URL."""
        fields = {name: value for name, value in log_data.items() if name != "request"}
        return super().process_log_record(without_secrets_inside(fields))


def config(*, as_json: bool, level: str) -> dict[str, object]:
    """Return the value of ``LOGGING``: JSON for machines, or plain lines for a person."""
    fields = "%(asctime)s %(levelname)s %(name)s %(id)s %(message)s"
    formatter: dict[str, object] = {"()": PlainLines, "format": fields}
    if as_json:
        formatter["()"] = JsonLines
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
            # Django's own handler for its dev server would log each line twice.
            "django": {"handlers": [], "propagate": True},
            # Their own handlers would write the path of a request as it is.
            "django.server": {"handlers": [], "propagate": True},
            "gunicorn.error": {"handlers": [], "propagate": True},
            # A line for each request is for machines; developers see only warnings.
            "jobtracker.requests": {"level": level if as_json else "WARNING"},
        },
    }
