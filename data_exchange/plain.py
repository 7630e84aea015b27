"""Values as JSON has them."""

from datetime import UTC, date, datetime, time


def plain(value: object) -> object:
    """A value as JSON has it: instants in UTC, tokens as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | list | dict | None) else str(value)
