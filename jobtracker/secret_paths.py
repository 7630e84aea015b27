"""Addresses that are secrets themselves: what stands below them goes to no log and no report."""

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

_SLASH = "(?:/|%2F)+"
_ANY = "|".join(path.replace("/", _SLASH) for path in PATHS)
_SECRET = re.compile(
    # Files of ours lie in folders of these names too, and stand in tracebacks.
    rf"""({_SLASH}(?:{_ANY}){_SLASH})(?![\w/]+\.(?:py|html|txt)\b)[^\n]+""",
    re.IGNORECASE,
)


def without_secrets(text: str) -> str:
    """Return the text with what stands below a secret address replaced, to the end of its line."""
    return _SECRET.sub(rf"\1{HIDDEN}", text)


def without_secrets_inside(value: Any) -> Any:
    """Return JSON data with secret paths replaced in each text."""
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {key: without_secrets_inside(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets_inside(each) for each in value]
    return value
