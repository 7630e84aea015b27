"""Which version of a calendar event is the newest: they arrive in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.access import owned_by
from accounts.models import User
from inbox.events_told import events_of, is_off
from inbox.keys import event_key
from inbox.models import CalendarLink, Suggestion
from inbox.reading.answers import as_text


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an event. ``sent_at`` decides between those of one ``sequence``.

    A calendar file does not tell when it was made: then ``is_dated`` is False, and ``sent_at`` is
    when it arrived.
    """

    sequence: int
    sent_at: datetime
    starts_at: str | None
    is_cancelled: bool
    is_dated: bool = True

    def is_news_after(self, other: Version) -> bool:
        """Whether this says what the other one does not say yet."""
        if (self.sequence, self.sent_at) < (other.sequence, other.sent_at):
            return False
        if self.sequence > other.sequence:
            return True
        if (self.starts_at, self.is_cancelled) == (other.starts_at, other.is_cancelled):
            return False
        return self.is_dated or self.is_cancelled or not other.is_cancelled


def event_of(finding: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the event that a finding tells of, the first of several."""
    return next(iter(events_of(finding)), {})


def version_of(finding: Mapping[str, Any], at: datetime, is_dated: bool = True) -> Version:
    """Return the version of the event that a finding of this time tells of."""
    event = event_of(finding)
    sequence, starts_at = event.get("sequence") or 0, event.get("starts_at")
    return Version(sequence, at, starts_at, is_off(event), is_dated)


def known_versions(owner: User, uid: str | None) -> list[Version]:
    """Return the versions of an event that are logged, or wait for the seeker's yes."""
    if not uid:
        return []
    key = event_key(uid)
    rows = owned_by(owner, Suggestion).filter(event_key=key)
    counting = rows.exclude(state=Suggestion.State.IGNORED)
    read = [version_of(row.finding, row.at) for row in counting]
    links = owned_by(owner, CalendarLink).filter(key=key).select_related("interview")
    return [*read, *map(_of_link, links)]


def _of_link(link: CalendarLink) -> Version:
    interview = link.interview
    starts_at = as_text(interview.starts_at)
    is_cancelled = interview.cancelled_at is not None
    return Version(link.sequence, link.sent_at, starts_at, is_cancelled)
