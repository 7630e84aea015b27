"""Links that open the reader's own mail program with a note in it."""

from urllib.parse import quote

LONGEST = 1900
"""Characters of a link that every mail program takes; Windows hands over some 2,000."""


def mailto(address: str, subject: str, body: str) -> str:
    """The link to a mail with all of it filled in; lines end as mails want them."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(lines)}"


def is_long(link: str) -> bool:
    """Whether some mail programs would cut what the link holds."""
    return len(link) > LONGEST
