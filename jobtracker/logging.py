"""Logging: one JSON object per line, with the id of the request or the task."""

import logging
from contextvars import ContextVar

current_id: ContextVar[str] = ContextVar("current_id", default="")


class IdFilter(logging.Filter):
    """Adds ``id``: the id of the request or the task that logged the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Set the id, and let every line through."""
        record.id = current_id.get()
        return True


def config(*, as_json: bool, level: str) -> dict[str, object]:
    """Return the value of ``LOGGING``: JSON for machines, or plain lines for a person."""
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
            # Django's own handler for its dev server would log each line twice.
            "django": {"handlers": [], "propagate": True},
            # A line for each request is for machines; developers see only warnings.
            "jobtracker.requests": {"level": level if as_json else "WARNING"},
        },
    }
