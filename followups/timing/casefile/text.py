"""A case as text for people: JSON in which each event and each reference has one line."""

import json
from collections.abc import Iterable

INDENT = "  "


def as_text(value: object, indent: str = "") -> str:
    """Return JSON text; what holds no list of objects and no object of objects is one line."""
    inner = indent + INDENT
    if isinstance(value, dict) and not _is_short(value.values()):
        lines = [f"{json.dumps(key)}: {as_text(each, inner)}" for key, each in value.items()]
        return _block("{", lines, "}", indent)
    if isinstance(value, list) and not all(map(_is_plain, value)):
        return _block("[", [as_text(each, inner) for each in value], "]", indent)
    return json.dumps(value, ensure_ascii=False)


def _block(start: str, lines: Iterable[str], end: str, indent: str) -> str:
    between = f",\n{indent}{INDENT}"
    return f"{start}\n{indent}{INDENT}{between.join(lines)}\n{indent}{end}"


def _is_short(values: Iterable[object]) -> bool:
    return all(
        _is_plain(each) or (isinstance(each, list) and all(map(_is_plain, each))) for each in values
    )


def _is_plain(value: object) -> bool:
    return not isinstance(value, dict | list)
