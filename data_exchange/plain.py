"""Convert values to JSON types."""

from datetime import UTC, date, datetime, time


def plain(value: object) -> object:
    """Return a value as a JSON type: instants in UTC, tokens and amounts as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | list | dict | None) else str(value)
