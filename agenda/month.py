"""The calendar by day: interviews, reminders, and dates given by employers."""

import calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Event, Interview, Stage
from applications.models.application import CLOSED_STAGES, OPEN_STAGES
from followups import due_words
from followups.joint import join, joint_title, timed
from followups.models import Reminder
from followups.rows import ReminderRow, reminder_rows
from followups.state import comes_at, day_of, is_overdue, live
from jobtracker.forms.fields import instant
from jobtracker.templatetags.dates import day_formatter
from jobtracker.urlcache import fast_reverse

WEEK = 7
MIDNIGHT = datetime.min.time()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry on a day. ``at`` is its instant; None for the whole day.

    A reminder has its deadline in ``due`` if that is on its day, or in ``clock`` the time at which
    it opens or wakes; ``note`` says by which other day it is due.
    """

    day: date
    kind: str
    title: str
    about: str
    url: str
    at: datetime | None = None
    due: datetime | None = None
    clock: datetime | None = None
    note: str = ""
    is_overdue: bool = False
    is_quiet: bool = False

    @property
    def order(self) -> tuple[date, bool, bool, datetime | None, str]:
        """Sort key: interviews by time, then reminders by time, then whole-day entries."""
        hour = self.at or self.due or self.clock
        return self.day, self.at is None, hour is None, hour, self.title


@dataclass(slots=True)
class Day:
    """One day of the seeker's calendar with its entries."""

    date: date
    is_other: bool = False
    is_today: bool = False
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in whole weeks, from the reader's first day; ``days`` includes the days around it."""

    first: date
    days: list[Day]

    @property
    def busy(self) -> list[Day]:
        """The days with entries."""
        return [day for day in self.days if day.entries]

    @property
    def before(self) -> date:
        """The first day of the previous month."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the next month."""
        return (self.first + timedelta(days=31)).replace(day=1)


def month_of(user: User, first: date, now: datetime) -> Month:
    """Return the month starting on ``first`` with its entries, in four queries."""
    weeks = calendar.Calendar(user.week_starts_on).monthdatescalendar(first.year, first.month)
    dates = [day for week in weeks for day in week]
    today = now.astimezone(user.zone).date()
    by_day = defaultdict(list)
    for entry in sorted(entries(user, dates[0], dates[-1], now), key=lambda each: each.order):
        by_day[entry.day].append(entry)
    days = [Day(each, each.month != first.month, each == today, by_day[each]) for each in dates]
    return Month(first, days)


def entries(user: User, first: date, last: date, now: datetime) -> Iterator[Entry]:
    """Yield the entries from ``first`` to ``last`` on the seeker's calendar."""
    start = instant(datetime.combine(first, MIDNIGHT), user.zone)
    end = instant(datetime.combine(last + timedelta(days=1), MIDNIGHT), user.zone)
    yield from (_interview(each, user) for each in interviews(user, start, end, now))
    joint = join(reminders(user, start, end, now), now, user.zone)
    yield from (_reminder(each, user, now) for each in joint)
    yield from (_date(each) for each in dates_given(user, first, last))
    yield from (_closing(each) for each in saved_that_close(user, first, last))


def interviews(user: User, start: datetime, end: datetime, now: datetime) -> QuerySet[Interview]:
    """Return the interviews that start between two instants, cancelled ones included.

    Closed applications only show interviews that started before ``now``; archived ones show none.
    """
    rows = owned_by(user, Interview).filter(starts_at__gte=start, starts_at__lt=end)
    rows = rows.filter(Q(starts_at__lt=now) | Q(application__stage__in=OPEN_STAGES))
    rows = rows.filter(application__archived_at=None)
    return rows.select_related("application__company")


def reminders(user: User, start: datetime, end: datetime, now: datetime) -> list[ReminderRow]:
    """Return the live reminders whose day lies between two instants, as ``day_of`` has it.

    Those that are open are on the day of ``now``; those set aside on none.
    """
    rows = owned_by(user, Reminder).filter(live(now), set_aside=False)
    rows = rows.alias(on=Greatest("opens_at", Coalesce("snoozed_until", "opens_at")))
    if not start <= now < end:
        rows = rows.filter(on__gt=now, on__gte=start)
    return reminder_rows(rows.filter(on__lt=end))


def dates_given(user: User, first: date, last: date) -> QuerySet[Event]:
    """Return the latest date each employer gave, if it lies on these days and is still open.

    So is the day by which an offer must be answered, until it is.
    """
    is_offer = Q(result=Event.Result.OFFER, application__stage=Stage.OFFER)
    kinds = Q(kind=Event.Kind.TIMELINE_GIVEN) | is_offer
    rows = owned_by(user, Event).filter(kinds).exclude(application__stage__in=CLOSED_STAGES)
    later = Event.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
        application=OuterRef("application"),
        kind=OuterRef("kind"),
    )
    rows = rows.annotate(on=Coalesce(F("news_by"), F("ask_on"), F("answer_by"))).filter(
        ~Exists(later)
    )
    rows = rows.filter(on__gte=first, on__lte=last, application__archived_at=None)
    return rows.select_related("application__company")


def saved_that_close(user: User, first: date, last: date) -> QuerySet[Application]:
    """Return the saved jobs whose posting closes on these days."""
    rows = owned_by(user, Application).filter(stage=Stage.SAVED, archived_at=None)
    return rows.filter(closes_on__gte=first, closes_on__lte=last).select_related("company")


def _interview(row: Interview, user: User) -> Entry:
    return Entry(
        day=row.starts_at.astimezone(user.zone).date(),
        kind="interview",
        title=row.kind_name,
        about=about(row.application.title, row.application.company.name),
        url=fast_reverse("applications:interview", row.pk),
        at=row.starts_at,
        is_quiet=row.cancelled_at is not None,
    )


def _reminder(rows: list[ReminderRow], user: User, now: datetime) -> Entry:
    first, row = rows[0], timed(rows, now)
    on, comes = day_of(row, now, user.zone), comes_at(row)
    in_short = due_words.in_short(row, now, day_formatter())
    is_due = row.due_at is not None and row.due_at.astimezone(user.zone).date() == on
    return Entry(
        day=on,
        kind="reminder",
        title=joint_title(rows),
        about=about(first.job, first.company),
        url=fast_reverse("followups:reminder", first.pk),
        due=row.due_at if is_due else None,
        clock=comes if comes > now and not is_due else None,
        note="" if is_due or comes > now or row.optional else in_short,
        is_overdue=any(is_overdue(each, now) for each in rows),
        is_quiet=first.optional,
    )


def _date(row: Event) -> Entry:
    return Entry(
        day=row.on,  # type: ignore[attr-defined]
        kind="date",
        title=date_title(row),
        about=about(row.application.title, row.application.company.name),
        url=fast_reverse("applications:page", row.application_id),
    )


def _closing(row: Application) -> Entry:
    return Entry(
        day=row.closes_on,  # type: ignore[arg-type]
        kind="date",
        title=closing_title(),
        about=about(row.title, row.company.name),
        url=fast_reverse("applications:page", row.pk),
    )


def closing_title() -> str:
    """Return what happens on the closing date of a saved job."""
    return _("The posting closes")


def about(job: str | None, company: str | None) -> str:
    """Return the job and the company in one phrase; empty if there is neither."""
    return ", ".join(filter(None, [job, company]))


def date_title(row: Event) -> str:
    """Return what the employer said about the date."""
    if row.answer_by:
        return _("Answer the offer by this day")
    return _("They said: news by this day") if row.news_by else _("They said: ask on this day")
