"""The email backend without a mail server: each email becomes a file, shown at /outbox/."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SUFFIX = ".eml"


def folder() -> Path:
    """Return the folder of the stored emails."""
    return Path(settings.EMAIL_FILE_PATH)


class EmailBackend(BaseEmailBackend):
    """Writes one file per email; file names sort by time."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the emails, and return how many there are."""
        folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{uuid4().hex[:8]}"
            unfinished = folder() / f"{name}.part"
            unfinished.write_bytes(message.message().as_bytes())
            unfinished.rename(folder() / f"{name}{SUFFIX}")
        return len(email_messages)
