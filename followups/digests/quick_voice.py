"""The voice of mails: as that of pages, with each day and each time of day put in words once."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from followups.timing.reasons import Fact
from followups.wording.voice import Voice

_ANY_ZONE = ZoneInfo("UTC")
DAYS = 4096
"""A thousand seekers' days are much the same ones."""


class QuickVoice(Voice):
    """Says days and moments as ``Voice`` does; mails by the thousand speak of the same few days."""

    __slots__ = ()

    def day(self, moment: Fact) -> str:
        """A date, or the local date of an instant: Thu 2 Apr."""
        if not isinstance(moment, date):
            return super().day(moment)
        local = self.local(moment)
        plain = local.date() if isinstance(local, datetime) else local
        return _day(get_language() or "en", plain, self.year)

    def clock(self, moment: date) -> str:
        """The local time of day: 09:00."""
        local = self.local(moment)
        if not isinstance(local, datetime):
            return super().clock(moment)
        return f"{local.hour:02d}:{local.minute:02d}"


@lru_cache(DAYS)
def _day(language: str, day: date, year: int) -> str:
    return Voice({}, _ANY_ZONE, year).day(day)
