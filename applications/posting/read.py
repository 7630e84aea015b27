"""From the text of a posting to the fields of the form.

Nothing is fetched: the link is saved as it was pasted.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from applications.posting.heading import read_heading
from applications.posting.pay import read_pay

LABELS = {
    "title": ("job title", "title", "position", "role", "vacancy"),
    "company": ("company", "company name", "employer", "organisation", "organization"),
    "location": ("location", "place of work", "based in", "where"),
}
LABEL_OF = {label: name for name, labels in LABELS.items() for label in labels}
PLACES = (
    ("hybrid", re.compile(r"\bhybrid\b", re.I)),
    ("remote", re.compile(r"\b(?:fully remote|remote|work from home|home[- ]based)\b", re.I)),
    ("on_site", re.compile(r"\b(?:on[- ]site|in[- ]office|office[- ]based)\b", re.I)),
)
NOT_REMOTE = re.compile(r"\b(?:not?|non)[ -](?:a )?remote\b", re.I)
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"]+", re.I)
IS_ADDRESS = URLValidator(schemes=["http", "https"])
LONGEST_VALUE = 150
LONGEST_ADDRESS = 1000


def read_posting(text: str, address: str = "") -> dict[str, Any]:
    """Return the form fields that ``text`` makes clear; ``address`` is saved if it is a URL.

    Without an ``address``, the only URL in the text is used.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    fields: dict[str, Any] = dict(_labelled(lines))
    for name, value in (*read_heading(lines), *read_pay(text)):
        fields.setdefault(name, value)
    fields.setdefault("place", _place(text))
    fields["posting_text"] = text.strip()
    fields["posting_url"] = _address(address) or _only_address(text)
    return {name: value for name, value in fields.items() if value}


def _labelled(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What follows a label: “Location: Leeds”, or a label alone and its value on the next line."""
    seen = set()
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        label, colon, value = line.partition(":")
        name = LABEL_OF.get(label.strip().lower()) if colon else None
        if name and name not in seen:
            seen.add(name)
            yield name, (value.strip() or following)[:LONGEST_VALUE]


def _place(text: str) -> str:
    if NOT_REMOTE.search(text):
        return ""
    return next((name for name, pattern in PLACES if pattern.search(text)), "")


def _only_address(text: str) -> str:
    urls = {_address(match.group().rstrip(".,;:!?)]")) for match in ADDRESS.finditer(text)}
    return urls.pop() if len(urls) == 1 else ""


def _address(text: str) -> str:
    """``text`` itself if it is a web address and nothing else."""
    text = text.strip()
    try:
        IS_ADDRESS(text)
    except ValidationError:
        return ""
    return text if len(text) <= LONGEST_ADDRESS else ""
