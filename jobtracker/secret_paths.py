"""Secrets that go to no log and no report: what stands below some addresses, and API keys."""

import re
from typing import Any

PATHS = (
    "calendar/feed",
    "mail",
    "invitations",
    "account/password/reset/key",
    "account/confirm-email",
)
"""Whoever knows an address below these may read or do what is behind it."""
HIDDEN = "…"
KEY_BEGINNING = "jt_"
"""What every API key begins with, so that scanners know one that was published."""

_ENCODED = "%(?:25)*"
"""What an encoded character begins with, however often it was encoded."""
_SLASH = rf"(?:[/\\]|{_ENCODED}(?:2F|5C))"
_GAP = rf"(?:[^\w\n%]|_|{_ENCODED}[0-9A-F]{{2}}){{0,9}}"


def _spelled(path: str) -> str:
    """Return a pattern of the path, whatever stands between its words and is encoded in them."""
    words = re.split(r"\W", path)
    return _GAP.join("".join(map(_letter, word)) for word in words)


def _letter(letter: str) -> str:
    return f"(?:{letter}|{_ENCODED}(?:{ord(letter):X}|{ord(letter.upper()):X}))"


_ANY = "|".join(map(_spelled, PATHS))
_SECRET = re.compile(
    rf"""({_SLASH}(?:{_ANY}){_SLASH}*+|(?<=['"])(?:{_ANY}){_SLASH}++)[^\n]+""", re.IGNORECASE
)
_KEY = re.compile(
    rf"""
    (?<![A-Za-z0-9])({KEY_BEGINNING})[\w-]{{16,}}
    | \b(bearer|basic)(?:{_ENCODED}20|[\s+])+[\w.~+/=%-]{{8,}}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OURS = re.compile(r'[ |+-]*File "[^"]+", line \d+')
"""How a line of a traceback begins: files of ours lie in folders of these names too."""
FILES = ("abs_path", "filename")
"""Under these keys Sentry keeps the files of a traceback."""


def without_secrets(text: str) -> str:
    """Return the text without keys, and without what stands below a secret address in a line."""
    return "\n".join(map(_line_without_secrets, text.split("\n")))


def _line_without_secrets(line: str) -> str:
    ours = _OURS.match(line)
    kept = ours[0] if ours else ""
    return kept + _SECRET.sub(rf"\1{HIDDEN}", _KEY.sub(_beginning, line[len(kept) :]))


def _beginning(key: re.Match[str]) -> str:
    return (key[1] or f"{key[2]} ") + HIDDEN


def without_secrets_inside(value: Any) -> Any:
    """Return JSON data with secret paths replaced in each text and each key."""
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {
            without_secrets_inside(key): each if key in FILES else without_secrets_inside(each)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets_inside(each) for each in value]
    return value
