"""Where no mail server is named: each mail becomes a file, to be read at /outbox/."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SUFFIX = ".eml"


def folder() -> Path:
    """Where the mails lie."""
    return Path(settings.EMAIL_FILE_PATH)


class EmailBackend(BaseEmailBackend):
    """Writes one file a mail, named so that the newest comes last in the order of names."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails; how many were kept."""
        folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{uuid4().hex[:8]}"
            half = folder() / f"{name}.part"
            half.write_bytes(message.message().as_bytes())
            half.rename(folder() / f"{name}{SUFFIX}")
        return len(email_messages)
