"""Links that open the user's own email program with a note in it."""

from urllib.parse import quote

LONGEST = 1900
"""The longest link that every email program accepts; Windows passes on about 2,000 characters."""


def mailto(address: str, subject: str, body: str) -> str:
    """Return a link to an email with recipient, subject and body; line breaks become CRLF."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(lines)}"


def is_long(link: str) -> bool:
    """Return whether some email programs would cut the link off."""
    return len(link) > LONGEST
