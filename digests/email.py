"""A mail ready to be sent: its words, its links to end it, and the id that makes it known again."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from digests.models import Digest
from jobtracker.mail.connection import message_id


class EmailContent(NamedTuple):
    """What a mail says: its subject in one line, its text, its HTML, and where one ends it."""

    subject: str
    text: str
    html: str
    stop_href: str


Write = Callable[[], EmailContent | None]
"""What writes a letter; None from it means that there is nothing to say."""


def message(digest: Digest, owner: User, letter: EmailContent) -> EmailMultiAlternatives:
    """The mail of a digest. Its Message-ID is made from the seeker and the day alone."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[owner.email],
        headers=headers(digest, letter.stop_href),
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail


def headers(digest: Digest, stop_href: str) -> dict[str, str]:
    """What tells mail programs how to end it in one click (RFC 8058), and not to answer it."""
    return {
        "Message-ID": message_id(digest.owner_id, digest.kind, digest.day, digest.about),
        "List-Unsubscribe": f"<{stop_href}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def one_line(text: str) -> str:
    """A subject without line breaks."""
    return " ".join(text.split())
