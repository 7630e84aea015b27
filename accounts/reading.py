"""Pages and mails as one reader is used to them: time zone, language and formats."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone, translation

from accounts.models import User
from jobtracker import local_formats


@contextmanager
def reading_as(user: User) -> Iterator[None]:
    """Activate the time zone, the language and the formats of ``user``."""
    with (
        timezone.override(user.zone),
        translation.override(user.language),
        local_formats.override(user.formats),
    ):
        yield
