"""Addresses of postings: which one in a text is its link."""

import re
from urllib.parse import urlsplit

ADDRESS = re.compile(r"\bhttps?://[^\s<>\"]{3,1000}", re.I)
LONGEST_ADDRESS = 1000


def read_link(text: str, address: str) -> str | None:
    """Return ``address`` if it is a web address, or else the only one in the text."""
    if given := as_address(address):
        return given
    found = {as_address(match.group().rstrip(".,;:!?)]")) for match in ADDRESS.finditer(text)}
    return found.pop() if len(found) == 1 else None


def as_address(text: str) -> str | None:
    """Return ``text`` itself if it is a web address and nothing else."""
    text = text.strip()
    if len(text) > LONGEST_ADDRESS or re.search(r"[\s<>\"\\]", text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and re.fullmatch(
        r"[\w-]+(?:\.[\w-]+)*|\[[\da-fA-F:.]+\]|[\da-fA-F:]+", host
    )
    return text if is_web and ("." in host or ":" in host or host == "localhost") else None
