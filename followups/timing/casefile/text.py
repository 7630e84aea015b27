"""A case as text for people: JSON in lines of a readable width."""

import json
from collections.abc import Iterable

WIDTH = 76
INDENT = "  "


def as_text(value: object, indent: str = "", column: int = 0) -> str:
    """Return JSON text in which each event and each reference begins a line.

    The value begins at ``column`` of its line, and what it needs more lines for at ``indent``. No
    text in it is broken, so a line may be longer than `WIDTH`.
    """
    inner = indent + INDENT
    if isinstance(value, dict):
        names = {f"{json.dumps(key, ensure_ascii=False)}: ": each for key, each in value.items()}
        items = [
            name + as_text(each, inner, len(inner) + len(name)) for name, each in names.items()
        ]
        marks = "{}"
    elif isinstance(value, list):
        items = [as_text(each, inner, len(inner)) for each in value]
        marks = "[]"
    else:
        return json.dumps(value, ensure_ascii=False)
    if _holds_objects(value):
        return f"{marks[0]}\n{inner}" + f",\n{inner}".join(items) + f"\n{indent}{marks[1]}"
    return marks[0] + _filled(items, column + 1) + marks[1]


def _holds_objects(value: dict[str, object] | list[object]) -> bool:
    """Whether there are objects in it, or lists of objects."""
    inside = value.values() if isinstance(value, dict) else value
    return any(
        isinstance(each, dict) or (isinstance(each, list) and _holds_objects(each))
        for each in inside
    )


def _filled(items: Iterable[str], column: int) -> str:
    """Return the items in as many lines as they need, each beginning at the column."""
    lines: list[str] = [""]
    for item in items:
        joined = f"{lines[-1]}, {item}" if lines[-1] else item
        if lines[-1] and column + len(joined) >= WIDTH:
            lines.append(item)
        else:
            lines[-1] = joined
    return f",\n{' ' * column}".join(lines)
