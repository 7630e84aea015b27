"""What the search shows so far: counted from the facts, each figure with how it is counted."""

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
    """One step of the funnel: how many came at least so far, and what part of all sent."""

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
        """The part that was answered."""
        return percent(self.answered, self.sent)


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its Monday: how many were sent, and whether that met the goal."""

    monday: date
    sent: int
    met: bool


@dataclass(frozen=True, slots=True)
class Insights:
    """All figures of the page. ``goal`` is None where there is none; ``streak`` in weeks."""

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


def insights(story: SearchStats, goal: int | None, now: datetime, zone: ZoneInfo) -> Insights:
    """The figures of a search at ``now``, its days and weeks on the calendar of ``zone``."""
    tales = story.tales
    all_weeks = weeks(tales, goal, now, zone)
    return Insights(
        sent=len(tales),
        funnel=funnel(tales, now),
        overall=rate(_("All"), tales),
        by_source=by_source(tales),
        by_month=by_month(tales, zone),
        talks=talks(tales, now),
        talks_each=round(sum(_held(each, now) for each in tales) / max(1, len(tales)), 1),
        notes=notes_answered(tales, now),
        loads=story.loads,
        weeks=all_weeks[-WEEKS:],
        goal=goal,
        streak=streak(all_weeks),
    )


def percent(part: int, whole: int) -> int:
    """A part of a whole in whole per cent; nothing of nothing is nought."""
    return round(100 * part / whole) if whole else 0


def funnel(tales: list[ApplicationStats], now: datetime) -> list[Step]:
    """How far the applications came: each counts for its furthest step and all before it."""
    reached = Counter(_furthest(tale, now) for tale in tales)
    counts = [sum(reached[far] for far in range(at, len(STEPS))) for at in range(len(STEPS))]
    return [
        Step(str(name), count, percent(count, len(tales)))
        for name, count in zip(STEPS, counts, strict=True)
    ]


def _furthest(tale: ApplicationStats, now: datetime) -> int:
    kinds = {kind for kind, starts in tale.talks if starts <= now}
    steps = (
        True,
        tale.first_answer is not None,
        bool(kinds),
        Interview.Kind.INTERVIEW in kinds,
        tale.references_asked,
        tale.offered,
    )
    return max(at for at, reached in enumerate(steps) if reached)


def rate(name: str, tales: Iterable[ApplicationStats]) -> Rate:
    """How often and how soon these applications were answered."""
    tales = list(tales)
    days = [
        (tale.first_answer - tale.applied_at).days
        for tale in tales
        if tale.first_answer is not None
    ]
    return Rate(name, len(tales), len(days), round(median(days)) if days else None)


def by_source(tales: Iterable[ApplicationStats]) -> list[Rate]:
    """By where the posting was found, the most used first; spelling counts, case does not."""
    groups: dict[str, list[ApplicationStats]] = defaultdict(list)
    names: dict[str, str] = {}
    for tale in tales:
        key = tale.source.strip().casefold()
        names.setdefault(key, tale.source.strip() or _("Not said"))
        groups[key].append(tale)
    rates = [rate(names[key], group) for key, group in groups.items()]
    return sorted(rates, key=lambda each: (-each.sent, each.name))


def by_month(tales: Iterable[ApplicationStats], zone: ZoneInfo) -> list[Rate]:
    """By the month of applying, the last twelve in which something was sent."""
    groups: dict[date, list[ApplicationStats]] = defaultdict(list)
    for tale in tales:
        groups[tale.applied_at.astimezone(zone).date().replace(day=1)].append(tale)
    months = sorted(groups)[-MONTHS:]
    return [rate(date_format(month, "M Y"), groups[month]) for month in months]


def talks(tales: Iterable[ApplicationStats], now: datetime) -> list[tuple[str, int]]:
    """How many applications led to no talk, to one, two, three, or more."""
    counted = Counter(min(_held(tale, now), MOST_TALKS) for tale in tales)
    names = [*map(str, range(MOST_TALKS)), _("%(n)d or more") % {"n": MOST_TALKS}]
    return [(name, counted[at]) for at, name in enumerate(names)]


def _held(tale: ApplicationStats, now: datetime) -> int:
    return sum(starts <= now for _kind, starts in tale.talks)


def notes_answered(tales: Iterable[ApplicationStats], now: datetime) -> list[Rate]:
    """By purpose: how often the employer acted within two weeks of a note.

    A note still inside its two weeks, and not answered yet, is left out: it may be.
    """
    found: dict[str, list[int | None]] = {str(each): [] for each in _purposes()}
    for tale in tales:
        for purpose, at in tale.notes:
            days = _days_to_answer(tale, at)
            if days is not None or now - at >= timedelta(days=ANSWER_DAYS):
                found[purpose].append(days)
    return [_note_rate(purpose, days) for purpose, days in found.items()]


def _purposes() -> tuple[Message.Purpose, ...]:
    return (Message.Purpose.STATUS, Message.Purpose.THANK_YOU)


def _days_to_answer(tale: ApplicationStats, at: datetime) -> int | None:
    until = at + timedelta(days=ANSWER_DAYS)
    answer = min((each for each in tale.answers if at < each <= until), default=None)
    return (answer - at).days if answer else None


def _note_rate(purpose: str, days: list[int | None]) -> Rate:
    answered = [each for each in days if each is not None]
    middle = round(median(answered)) if answered else None
    return Rate(str(Message.Purpose(purpose).label), len(days), len(answered), middle)


def weeks(
    tales: Iterable[ApplicationStats], goal: int | None, now: datetime, zone: ZoneInfo
) -> list[Week]:
    """Every week from the first application (at least twelve) to the current one."""
    counted = Counter(_monday(tale.applied_at, zone) for tale in tales)
    last = _monday(now, zone)
    first = min([*counted, last - (WEEKS - 1) * WEEK])
    mondays = [first + at * WEEK for at in range((last - first) // WEEK + 1)]
    return [
        Week(each, counted[each], bool(goal) and counted[each] >= (goal or 0)) for each in mondays
    ]


def _monday(instant: datetime, zone: ZoneInfo) -> date:
    day = instant.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def streak(all_weeks: list[Week]) -> int:
    """How many weeks in a row met the goal; the current one counts once it does."""
    *full, current = all_weeks
    count = 0
    for week in reversed(full):
        if not week.met:
            break
        count += 1
    return count + current.met
