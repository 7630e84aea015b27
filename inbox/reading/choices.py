"""Whether a mail offers times to choose from, rather than setting one."""

from __future__ import annotations

from collections.abc import Sequence

from inbox.reading.dates import Found
from inbox.reading.reading_text import MailText

INVITATIONS = ("interview_invitation", "interview_rescheduled")


def offers_times(
    text: MailText, kind: str, days: Sequence[Found], booking_link: str | None
) -> bool:
    """Whether the reader is asked to choose: on a page, among times, or within some hours."""
    if kind not in INVITATIONS or any(event.starts_at for event in text.letter.events):
        return False
    coming = {day.at for day in days if day.day >= text.sent}
    has_clock = any(day.clock and day.day >= text.sent for day in days)
    if booking_link and not has_clock:
        return True
    return text.language.pattern("choose").search(text.folded) is not None and bool(
        booking_link or not has_clock or len(coming) > 1 or _is_open(text)
    )


def _is_open(text: MailText) -> bool:
    """Whether the writer names hours in which they are free."""
    return text.language.pattern("open_hours").search(text.folded) is not None
