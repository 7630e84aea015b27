"""The voice of mails: as that of pages, with what is said over and over put in words once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from followups.timing.reasons import Fact
from followups.wording.formatter import Formatter

_ANY_ZONE = ZoneInfo("UTC")
KEPT = 4096
"""A thousand seekers' days are much the same ones."""


def _active() -> str:
    return get_language() or "en"


@dataclass(frozen=True, slots=True)
class QuickVoice(Formatter):
    """Says what ``Voice`` does, in the language that was active when it was made.

    Mails by the thousand speak of the same few days, and each of the same few people.
    """

    language: str = field(default_factory=_active)

    def names(self, people: Fact) -> str:
        """Several names in one phrase: Ana, Bo and Chi."""
        if not isinstance(people, tuple):
            return super().names(people)
        return _list(self.language, tuple([self.name(key) for key in people]))

    def day(self, moment: Fact) -> str:
        """A date, or the local date of an instant: Thu 2 Apr."""
        if not isinstance(moment, date):
            return super().day(moment)
        local = self.local(moment)
        plain = local.date() if isinstance(local, datetime) else local
        return _day(self.language, plain, self.year)

    def clock(self, moment: date) -> str:
        """The local time of day: 09:00."""
        local = self.local(moment)
        if not isinstance(local, datetime):
            return super().clock(moment)
        return f"{local.hour:02d}:{local.minute:02d}"

    def moment(self, moment: Fact) -> str:
        """An instant in the seeker's zone: Thu 2 Apr, 09:00."""
        if not isinstance(moment, datetime):
            return self.day(moment)
        form = _day_and_time(self.language)
        return form % {"day": self.day(moment), "time": self.clock(moment)}


@cache
def _day_and_time(language: str) -> str:
    return _("%(day)s, %(time)s")


@lru_cache(KEPT)
def _day(language: str, day: date, year: int) -> str:
    return Formatter({}, _ANY_ZONE, year).day(day)


@lru_cache(KEPT)
def _list(language: str, names: tuple[str, ...]) -> str:
    return Formatter({}, _ANY_ZONE, 1).names(names)
