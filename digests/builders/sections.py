"""Sort a seeker's rows into the sections of a daily digest; no query, no clock."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from accounts.digest_times import latest_digest_hour
from accounts.models import User
from digests.builders.inbox import Arrived
from digests.builders.items import render_rows
from digests.queries import DigestReminder, Meeting, Waiting
from followups.timing.catalogue.index import GUARDS

DAYS_AHEAD = 7
YESTERDAY = timedelta(days=1)
INSTANT = timedelta.resolution
AFTER_TALK = ("interview.debrief", "interview.thank_you", "screen.follow_up")
PREPARE = "interview.prepare"
STATUS = "status."
MAIL_TO_SORT = "mail_to_sort"
DATED = ("promised", "too_soon", MAIL_TO_SORT)
"""Guards that repeat what a planned status note of this week says already."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The reader's day: now, the previous digest, the next midnights, the end of a week."""

    now: datetime
    before: datetime
    today: date
    tonight: datetime
    tomorrow_night: datetime
    week: datetime


def clock(now: datetime, owner: User, previous_at: datetime | None = None) -> Clock:
    """The bounds of a reader's day at ``now`` (aware), and when the previous digest was due.

    Where that is not known, it was at the digest hour before.
    """
    zone = owner.zone
    today = now.astimezone(zone).date()
    nights = [
        datetime.combine(today + timedelta(days=days), time(), zone) for days in (1, 2, DAYS_AHEAD)
    ]
    due = latest_digest_hour(owner, now) or now
    before = previous_at or latest_digest_hour(owner, due - INSTANT) or due - YESTERDAY
    return Clock(now, before, today, *nights)


@dataclass(slots=True)
class Content:
    """The sections of a digest, each in display order."""

    overdue: list[DigestReminder] = field(default_factory=list)
    today: list[DigestReminder] = field(default_factory=list)
    still_open: list[DigestReminder] = field(default_factory=list)
    """For today too, but named by an earlier digest: no reason to write again."""
    week: list[DigestReminder] = field(default_factory=list)
    optional: list[DigestReminder] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    on_them: list[Waiting] = field(default_factory=list)
    on_you: list[Waiting] = field(default_factory=list)
    preparing: dict[int, DigestReminder] = field(default_factory=dict)
    nudges: list[tuple[str, str]] = field(default_factory=list)
    """Nudges from coaches: who sent them, and the text."""
    inbox: list[Arrived] = field(default_factory=list)
    """What waits in the inbox; shown each time, and a reason to write on the day it came."""
    has_new_mail: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do today, no interview, no nudge and no new suggestion."""
        is_due = self.overdue or self.today or self.meetings or self.nudges
        return not (is_due or (self.inbox and self.has_new_mail))

    @property
    def is_calm(self) -> bool:
        """Whether nothing at all waits for the reader today."""
        return self.is_empty and not self.inbox

    @property
    def lines(self) -> list[DigestReminder]:
        """Every reminder that may be shown."""
        return [*self.overdue, *self.today, *self.still_open, *self.week, *self.optional]

    @property
    def rows(self) -> list[DigestReminder | Waiting]:
        """Every row whose reason may be shown."""
        others = [other for line in self.lines for other in line.others]
        return [*self.lines, *others, *self.on_them, *self.on_you]


def build_sections(
    at: Clock,
    lines: Iterable[DigestReminder],
    held: Iterable[Waiting],
    meetings: Iterable[Meeting],
    inbox: Sequence[Arrived] = (),
) -> Content:
    """Sort a seeker's rows into their sections; rows that fit none are left out."""
    content = Content(inbox=list(inbox), has_new_mail=any(row.is_news(at.before) for row in inbox))
    content.meetings = [each for each in meetings if each.starts_at < at.tomorrow_night]
    shown = {meeting.pk for meeting in content.meetings}
    for line in lines:
        if line.rule == PREPARE and line.interview_id in shown:
            content.preparing[line.interview_id or 0] = line
            continue
        section = _section(content, line, at)
        if section is not None:
            section.append(line)
    dated = {line.application_id for line in content.week if line.rule.startswith(STATUS)}
    asked = {(line.application_id, line.rule) for line in content.lines}

    def place(row: Waiting) -> None:
        guard = GUARDS[row.guard]
        if (row.application_id, guard.asked_by) in asked:
            return
        if row.guard not in DATED or row.application_id not in dated:
            (content.on_you if guard.is_yours else content.on_them).append(row)

    render_rows(list(_untold(held, inbox)), place, at.now)
    content.week.sort(key=lambda line: max(line.opens_at, at.now))
    return content


def _untold(held: Iterable[Waiting], inbox: Sequence[Arrived]) -> Iterator[Waiting]:
    """Yield what is held back, but not by a mail that the section of the inbox names."""
    named = {row.application_id for row in inbox}
    for row in held:
        if row.guard != MAIL_TO_SORT or row.application_id not in named:
            yield row


def _section(content: Content, line: DigestReminder, at: Clock) -> list[DigestReminder] | None:
    if line.is_asleep(at.now) or _is_before_the_talk(line, at.now):
        return None
    if line.optional:
        return content.optional if line.opens_at <= at.now else None
    if line.is_overdue(at.now):
        return content.overdue
    if line.opens_at >= at.tonight:
        return content.week if line.opens_at < at.week else None
    return content.today if _is_news(line, at) else content.still_open


def _is_news(line: DigestReminder, at: Clock) -> bool:
    """Whether it is due today, or opened or woke since the last digest."""
    if line.due_at is not None and line.due_at < at.tonight:
        return True
    moments = (line.opens_at, line.opened_at, line.snoozed_until)
    return any(moment is not None and moment > at.before for moment in moments)


def _is_before_the_talk(line: DigestReminder, now: datetime) -> bool:
    ends = line.interview_ends_at
    return line.rule in AFTER_TALK and ends is not None and ends > now
