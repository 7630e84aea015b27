"""Format names, days and times for one reader."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.text import get_text_list
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from followups.timing.calendar import Fact
from jobtracker import local_formats

People = Mapping[str, str] | Callable[[str], str]
Facts = Mapping[str, Fact]
CACHE_SIZE = 4096
"""For a run of digests: thousands of emails share a few days, and each has few people."""


@dataclass(frozen=True, slots=True)
class Formatter:
    """Formats with one reader's names of people and time zone.

    Omits `year` from dates. `now` (aware) decides what is past; without it, everything is.
    """

    people: People
    zone: ZoneInfo
    year: int
    now: datetime | None = None

    def name(self, person: Fact) -> str:
        """Return the name of a person or reference; their ID if unknown."""
        key = str(person)
        name = self.people(key) if callable(self.people) else self.people.get(key)
        return name or key

    def names(self, people: Fact) -> str:
        """Return several names in one phrase: Ana, Bo and Chi."""
        keys: Iterable[str] = people if isinstance(people, tuple) else ()
        return _listed(get_language(), tuple([self.name(key) for key in keys]))

    def local(self, moment: date) -> date:
        """Return an instant in the reader's zone; a date unchanged."""
        return moment.astimezone(self.zone) if isinstance(moment, datetime) else moment

    def local_date(self, moment: date) -> date:
        """Return a date, or the date of an instant in the reader's zone."""
        return moment.astimezone(self.zone).date() if isinstance(moment, datetime) else moment

    def day(self, moment: Fact) -> str:
        """Return a date, or the date of an instant: Thu 2 Apr, with the year unless `year`."""
        if not isinstance(moment, date):
            raise TypeError(f"{moment!r} is not a date")
        on = self.local_date(moment)
        order = local_formats.current().date_order
        return _dated(get_language(), order, on, on.year != self.year)

    def clock(self, moment: date) -> str:
        """Return the local time of day: 09:00."""
        local = self.local(moment)
        if not isinstance(local, datetime):
            raise TypeError(f"{moment!r} has no time of day")
        return local_formats.clock(local)

    def moment(self, moment: Fact) -> str:
        """Return the local date and time: Thu 2 Apr, 09:00."""
        if not isinstance(moment, datetime):
            return self.day(moment)
        return _("%(day)s, %(time)s") % {"day": self.day(moment), "time": self.clock(moment)}

    def is_to_come(self, moment: Fact) -> bool:
        """Return whether an instant is in the future."""
        return isinstance(moment, datetime) and self.now is not None and self.now < moment

    def days_since(self, moment: Fact) -> int:
        """Return how many local dates ago an instant was; 0 without `now`."""
        if not isinstance(moment, datetime) or self.now is None:
            return 0
        return (self.now.astimezone(self.zone).date() - moment.astimezone(self.zone).date()).days


@lru_cache(CACHE_SIZE)
def _dated(language: str | None, date_order: str, day: date, with_year: bool) -> str:
    """Return a day in the active language; ``language`` is only a cache key."""
    pattern = local_formats.day_patterns(date_order)[with_year]
    names = {"weekday": formatted(day, "D"), "day": day.day, "month": formatted(day, "M")}
    return pattern % {**names, "year": day.year}


@lru_cache(CACHE_SIZE)
def _listed(language: str | None, names: tuple[str, ...]) -> str:
    """Return names in one phrase in the active language; ``language`` is only a cache key."""
    return get_text_list(list(names), pgettext("Ana and Bo", "and"))
