"""Writes to the access log: who looked at whose search. Rows are only ever added."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import AccessLog, User

What = AccessLog.What
ABOUT_LENGTH = 300


def log_access(
    viewer: User, seeker: User, what: str, *, now: datetime, about: str = "", reason: str = ""
) -> None:
    """Log that ``viewer`` looked at something of ``seeker``, unless they are the same user."""
    if viewer.pk == seeker.pk:
        return
    AccessLog.objects.create(
        seeker=seeker,
        viewer=viewer,
        viewer_name=str(viewer),
        what=what,
        about=about[:ABOUT_LENGTH],
        reason=reason,
        at=now,
    )


def log_list_access(viewer: User, seekers: Iterable[User], what: str, *, now: datetime) -> None:
    """Log that a list showed rows of these seekers; once a day for each, in one query."""
    AccessLog.objects.bulk_create(
        (
            AccessLog(
                seeker=seeker,
                viewer=viewer,
                viewer_name=str(viewer),
                what=what,
                day=now.astimezone(seeker.zone).date(),
                at=now,
            )
            for seeker in seekers
            if seeker.pk != viewer.pk
        ),
        ignore_conflicts=True,
    )
