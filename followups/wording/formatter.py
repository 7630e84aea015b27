"""How names, days and moments are said to one reader."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from followups.timing.reasons import Fact

People = Mapping[str, str] | Callable[[str], str]
Facts = Mapping[str, Fact]


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
        return get_text_list([self.name(key) for key in keys], pgettext("Ana and Bo", "and"))

    def local(self, moment: date) -> date:
        """A moment in the seeker's zone; a plain date as it is."""
        return moment.astimezone(self.zone) if isinstance(moment, datetime) else moment

    def day(self, moment: Fact) -> str:
        """A date, or the local date of an instant: Thu 2 Apr, with the year where it is another."""
        if not isinstance(moment, date):
            raise TypeError(f"{moment!r} is no date")
        local = self.local(moment)
        return formatted(local, _("D j M") if local.year == self.year else _("D j M Y"))

    def clock(self, moment: date) -> str:
        """The local time of day: 09:00."""
        return formatted(self.local(moment), "H:i")

    def moment(self, moment: Fact) -> str:
        """An instant in the seeker's zone: Thu 2 Apr, 09:00."""
        if not isinstance(moment, datetime):
            return self.day(moment)
        return _("%(day)s, %(time)s") % {"day": self.day(moment), "time": self.clock(moment)}

    def is_to_come(self, moment: Fact) -> bool:
        """Whether an instant lies ahead of the reader."""
        return isinstance(moment, datetime) and self.now is not None and self.now < moment
