"""The figures of the insights page, computed from the facts of all applications."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.insights.stats import ApplicationStats, Load, SearchStats
from applications.models import Interview, Message
from jobtracker.local_formats import current

MONTHS = 12
WEEKS = 12
WEEK = timedelta(days=7)
ANSWER_DAYS = 14
MOST_TALKS = 4
STEPS = (
    gettext_lazy("Sent"),
    gettext_lazy("Answered"),
    gettext_lazy("First interview"),
    gettext_lazy("Interview"),
    gettext_lazy("References"),
    gettext_lazy("Offer"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel: how many got at least this far, and their share of all sent."""

    name: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How a group of applications was answered; ``days`` is the median to the first answer."""

    name: str
    sent: int
    answered: int
    days: int | None

    @property
    def percent(self) -> int:
        """The share that was answered."""
        return percent(self.answered, self.sent)


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its first day: how many were sent, and whether the goal was met."""

    begins: date
    sent: int
    met: bool


@dataclass(frozen=True, slots=True)
class Insights:
    """All figures of the page. ``goal`` is None if there is none; ``streak`` is in weeks."""

    sent: int
    funnel: list[Step]
    overall: Rate
    by_source: list[Rate]
    by_month: list[Rate]
    talks: list[tuple[str, int]]
    talks_each: float
    notes: list[Rate]
    loads: list[Load]
    weeks: list[Week]
    goal: int | None
    streak: int

    @property
    def this_week(self) -> int:
        """How many were sent in the current week."""
        return self.weeks[-1].sent


def insights(search: SearchStats, goal: int | None, now: datetime, zone: ZoneInfo) -> Insights:
    """Return the figures of a search at ``now``, with days and weeks in ``zone``."""
    sent = search.applications
    all_weeks = weeks(sent, goal, now, zone)
    return Insights(
        sent=len(sent),
        funnel=funnel(sent, now),
        overall=rate(_("All"), sent),
        by_source=by_source(sent),
        by_month=by_month(sent, zone),
        talks=talks(sent, now),
        talks_each=round(sum(_held(each, now) for each in sent) / max(1, len(sent)), 1),
        notes=notes_answered(sent, now),
        loads=search.loads,
        weeks=all_weeks[-WEEKS:],
        goal=goal,
        streak=streak(all_weeks),
    )


def percent(part: int, whole: int) -> int:
    """A share in whole per cent; 0 if ``whole`` is 0."""
    return round(100 * part / whole) if whole else 0


def funnel(applications: list[ApplicationStats], now: datetime) -> list[Step]:
    """How far applications got: each counts for its furthest step and all before it."""
    reached = Counter(_furthest(application, now) for application in applications)
    counts = [sum(reached[far] for far in range(at, len(STEPS))) for at in range(len(STEPS))]
    return [
        Step(str(name), count, percent(count, len(applications)))
        for name, count in zip(STEPS, counts, strict=True)
    ]


def _furthest(application: ApplicationStats, now: datetime) -> int:
    kinds = {kind for kind, starts in application.talks if starts <= now}
    steps = (
        True,
        application.first_answer is not None,
        bool(kinds),
        Interview.Kind.INTERVIEW in kinds,
        application.references_asked,
        application.offered,
    )
    return max(at for at, reached in enumerate(steps) if reached)


def rate(name: str, applications: Iterable[ApplicationStats]) -> Rate:
    """How often and how soon these applications were answered."""
    applications = list(applications)
    days = [
        (application.first_answer - application.applied_at).days
        for application in applications
        if application.first_answer is not None
    ]
    return Rate(name, len(applications), len(days), round(median(days)) if days else None)


def by_source(applications: Iterable[ApplicationStats]) -> list[Rate]:
    """Rates by where the posting was found, the most used first; case does not matter."""
    groups: dict[str, list[ApplicationStats]] = defaultdict(list)
    names: dict[str, str] = {}
    for application in applications:
        key = application.source.strip().casefold()
        names.setdefault(key, application.source.strip() or _("Not said"))
        groups[key].append(application)
    rates = [rate(names[key], group) for key, group in groups.items()]
    return sorted(rates, key=lambda each: (-each.sent, each.name))


def by_month(applications: Iterable[ApplicationStats], zone: ZoneInfo) -> list[Rate]:
    """Rates by month of applying, for the last twelve months in which something was sent."""
    groups: dict[date, list[ApplicationStats]] = defaultdict(list)
    for application in applications:
        groups[application.applied_at.astimezone(zone).date().replace(day=1)].append(application)
    months = sorted(groups)[-MONTHS:]
    return [rate(date_format(month, "M Y"), groups[month]) for month in months]


def talks(applications: Iterable[ApplicationStats], now: datetime) -> list[tuple[str, int]]:
    """How many applications led to no interview, to one, two, three, or more."""
    counted = Counter(min(_held(application, now), MOST_TALKS) for application in applications)
    names = [*map(str, range(MOST_TALKS)), _("%(n)d or more") % {"n": MOST_TALKS}]
    return [(name, counted[at]) for at, name in enumerate(names)]


def _held(application: ApplicationStats, now: datetime) -> int:
    return sum(starts <= now for _kind, starts in application.talks)


def notes_answered(applications: Iterable[ApplicationStats], now: datetime) -> list[Rate]:
    """By purpose, how often the employer answered within two weeks of a note.

    A note that is younger than two weeks and not answered yet does not count.
    """
    days_of: dict[str, list[int | None]] = {str(each): [] for each in _purposes()}
    for application in applications:
        for purpose, at in application.notes:
            days = _days_to_answer(application, at)
            if days is not None or now - at >= timedelta(days=ANSWER_DAYS):
                days_of[purpose].append(days)
    return [_note_rate(purpose, days) for purpose, days in days_of.items()]


def _purposes() -> tuple[Message.Purpose, ...]:
    return (Message.Purpose.STATUS, Message.Purpose.THANK_YOU)


def _days_to_answer(application: ApplicationStats, at: datetime) -> int | None:
    until = at + timedelta(days=ANSWER_DAYS)
    answer = min((each for each in application.answers if at < each <= until), default=None)
    return (answer - at).days if answer else None


def _note_rate(purpose: str, days: list[int | None]) -> Rate:
    answered = [each for each in days if each is not None]
    middle = round(median(answered)) if answered else None
    return Rate(str(Message.Purpose(purpose).label), len(days), len(answered), middle)


def weeks(
    applications: Iterable[ApplicationStats], goal: int | None, now: datetime, zone: ZoneInfo
) -> list[Week]:
    """Every week from the first application (at least twelve) to the current one."""
    counted = Counter(_begins(application.applied_at, zone) for application in applications)
    last = _begins(now, zone)
    first = min([*counted, last - (WEEKS - 1) * WEEK])
    starts = [first + at * WEEK for at in range((last - first) // WEEK + 1)]
    return [
        Week(each, counted[each], bool(goal) and counted[each] >= (goal or 0)) for each in starts
    ]


def _begins(instant: datetime, zone: ZoneInfo) -> date:
    """Return the first day of the reader's week in which an instant lies."""
    day = instant.astimezone(zone).date()
    return day - timedelta(days=(day.weekday() - current().week_starts_on) % WEEK.days)


def streak(all_weeks: list[Week]) -> int:
    """How many weeks in a row met the goal; the current one counts once it does."""
    *full, current = all_weeks
    count = 0
    for week in reversed(full):
        if not week.met:
            break
        count += 1
    return count + current.met
