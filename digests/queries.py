"""The rows that emails are built from, read for many seekers at once in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from applications.models import Interview
from applications.models.interview import STANDING
from followups.joint import join, joint_title
from followups.models import HeldBack, Reminder
from followups.people import contact_and_reference_pks
from followups.timing.catalogue.index import OVER
from followups.timing.plan_items import people_in
from references.models import Contact

Names = Mapping[str, str]


class DigestReminder(NamedTuple):
    """One reminder, with what an email says about it. Instants are aware."""

    pk: int
    owner_id: int
    rule: str
    opens_at: datetime
    due_at: datetime | None
    lapses_at: datetime | None
    optional: bool
    catch_up: bool
    snoozed_until: datetime | None
    opened_at: datetime | None
    reason: dict[str, Any]
    application_id: int | None
    title: str | None
    company: str | None
    interview_id: int | None
    interview_ends_at: datetime | None
    contact: str | None
    reference: str | None
    contact_id: int | None = None
    reference_id: int | None = None
    set_aside: bool = False
    others: tuple["DigestReminder", ...] = ()
    """Those to the same person on the same day, which the same note settles."""

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"reminder {self.pk} ({self.rule})"

    @property
    def heading(self) -> str:
        """What to do, with the person's name if there is one."""
        return joint_title((self, *self.others))

    @property
    def person(self) -> str:
        """The name of the person it is about; empty for nobody in particular."""
        return self.reference or self.contact or ""

    def is_asleep(self, now: datetime) -> bool:
        """Whether it is snoozed beyond ``now``."""
        return self.snoozed_until is not None and self.snoozed_until > now

    def is_overdue(self, now: datetime) -> bool:
        """Whether it was due before ``now``, and the seeker could be told in time."""
        is_late = self.due_at is not None and self.due_at < now
        return is_late and not self.optional and not self.catch_up


LINE_FIELDS = (
    "pk",
    "owner_id",
    "rule",
    "opens_at",
    "due_at",
    "lapses_at",
    "optional",
    "catch_up",
    "snoozed_until",
    "opened_at",
    "reason",
    "application_id",
    "application__title",
    "application__company__name",
    "interview_id",
    "interview__ends_at",
    "contact__name",
    "reference__contact__name",
    "contact_id",
    "reference_id",
)


class Waiting(NamedTuple):
    """One held-back application, and why."""

    owner_id: int
    guard: str
    until: datetime | None
    reason: dict[str, Any]
    application_id: int
    title: str
    company: str

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"what is held back for application {self.application_id} ({self.guard})"


WAITING_FIELDS = (
    "owner_id",
    "guard",
    "until",
    "reason",
    "application_id",
    "application__title",
    "application__company__name",
)


class Meeting(NamedTuple):
    """One upcoming interview, and with whom. Instants are aware."""

    pk: int
    owner_id: int
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    application_id: int
    title: str
    company: str
    people: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"interview {self.pk}"


MEETING_FIELDS = (
    "pk",
    "application__owner_id",
    "kind",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "application_id",
    "application__title",
    "application__company__name",
)


def one_each(
    rows: Iterable[DigestReminder], now: datetime, zone: ZoneInfo
) -> Iterator[DigestReminder]:
    """Yield the reminders of one seeker; those to one person on one day are one, the first due."""
    for first, *others in join(rows, now, zone):
        dues = [row.due_at for row in (first, *others) if row.due_at and not row.optional]
        is_late = all(row.catch_up for row in (first, *others))
        due = min(dues, default=first.due_at)
        yield first._replace(others=tuple(others), due_at=due, catch_up=is_late)


def lines(owners: Iterable[int], now: datetime, until: datetime) -> Iterator[DigestReminder]:
    """The live reminders of ``owners`` that open before ``until`` and have not lapsed by ``now``.

    Only their times count, not whether the tick has opened them already. Those that are set aside,
    to catch up on, are in no email.
    """
    rows = Reminder.objects.filter(
        Q(lapses_at=None) | Q(lapses_at__gte=now),
        owner__in=list(owners),
        state__in=Reminder.LIVE,
        opens_at__lt=until,
        set_aside=False,
    )
    rows = rows.order_by("due_at", "opens_at", "pk")
    for row in rows.values_list(*LINE_FIELDS):
        yield DigestReminder(*row)


def held_back(owners: Iterable[int], now: datetime) -> Iterator[Waiting]:
    """Applications that wait for somebody else, those with an end date first."""
    rows = HeldBack.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now), owner__in=list(owners)
    ).exclude(guard__in=OVER)
    for row in rows.order_by("until", "pk").values_list(*WAITING_FIELDS):
        yield Waiting(*row)


def meetings(owners: Iterable[int], start: datetime, end: datetime) -> Iterator[Meeting]:
    """The interviews of ``owners`` that end after ``start`` and begin before ``end``."""
    rows = Interview.objects.filter(
        STANDING, owner__in=list(owners), ends_at__gt=start, starts_at__lt=end
    )
    upcoming = [Meeting(*row) for row in rows.order_by("starts_at").values_list(*MEETING_FIELDS)]
    people = _interviewers([meeting.pk for meeting in upcoming])
    for meeting in upcoming:
        yield meeting._replace(people=tuple(people[meeting.pk]))


def _interviewers(interviews: list[int]) -> dict[int, list[str]]:
    people: dict[int, list[str]] = defaultdict(list)
    if interviews:
        through = Interview.interviewers.through.objects.filter(interview__in=interviews)
        for pk, name in through.order_by("pk").values_list("interview_id", "contact__name"):
            people[pk].append(name)
    return people


def names_in(rows: Iterable[DigestReminder | Waiting]) -> dict[str, str]:
    """The names of all people in the reasons of ``rows``, by their ids; one query."""
    wanted = {person for row in rows for person in people_in(row.reason)}
    if not wanted:
        return {}
    contacts, references = contact_and_reference_pks(wanted)
    known = Contact.objects.filter(Q(pk__in=contacts) | Q(reference__in=references))
    names = {}
    for contact, reference, name in known.values_list("pk", "reference__pk", "name"):
        names[f"c{contact}"] = name
        names[f"r{reference}"] = name
    return names
