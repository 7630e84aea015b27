"""How names, days and moments are said to one reader."""

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

People = Mapping[str, str] | Callable[[str], str]
Facts = Mapping[str, Fact]
KEPT = 4096
"""Mails by the thousand speak of the same few days, and each of the same few people."""


@dataclass(frozen=True, slots=True)
class Formatter:
    """Who is called what, and in which zone days are named.

    `year` is left unsaid; `now` (aware) tells what is past from what is to come, and without it
    everything is told as past.
    """

    people: People
    zone: ZoneInfo
    year: int
    now: datetime | None = None

    def name(self, person: Fact) -> str:
        """A person's or a reference's name; their id where nobody knows a name."""
        key = str(person)
        found = self.people(key) if callable(self.people) else self.people.get(key)
        return found or key

    def names(self, people: Fact) -> str:
        """Several names in one phrase: Ana, Bo and Chi."""
        keys: Iterable[str] = people if isinstance(people, tuple) else ()
        return _listed(get_language(), tuple([self.name(key) for key in keys]))

    def local(self, moment: date) -> date:
        """A moment in the seeker's zone; a plain date as it is."""
        return moment.astimezone(self.zone) if isinstance(moment, datetime) else moment

    def day(self, moment: Fact) -> str:
        """A date, or the local date of an instant: Thu 2 Apr, with the year where it is another."""
        if not isinstance(moment, date):
            raise TypeError(f"{moment!r} is no date")
        local = self.local(moment)
        plain = local.date() if isinstance(local, datetime) else local
        return _dated(get_language(), plain, plain.year != self.year)

    def clock(self, moment: date) -> str:
        """The local time of day: 09:00."""
        local = self.local(moment)
        if not isinstance(local, datetime):
            raise TypeError(f"{moment!r} has no time of day")
        return f"{local.hour:02d}:{local.minute:02d}"

    def moment(self, moment: Fact) -> str:
        """An instant in the seeker's zone: Thu 2 Apr, 09:00."""
        if not isinstance(moment, datetime):
            return self.day(moment)
        return _("%(day)s, %(time)s") % {"day": self.day(moment), "time": self.clock(moment)}

    def is_to_come(self, moment: Fact) -> bool:
        """Whether an instant lies ahead of the reader."""
        return isinstance(moment, datetime) and self.now is not None and self.now < moment


@lru_cache(KEPT)
def _dated(language: str | None, day: date, with_year: bool) -> str:
    """A day in the active language, which is ``language``."""
    return formatted(day, _("D j M Y") if with_year else _("D j M"))


@lru_cache(KEPT)
def _listed(language: str | None, names: tuple[str, ...]) -> str:
    """Names in one phrase in the active language, which is ``language``."""
    return get_text_list(list(names), pgettext("Ana and Bo", "and"))
