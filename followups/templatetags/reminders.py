"""Reminders of a person and of an interview, for pages of lower floors."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django import template
from django.utils.translation import gettext

from applications.models import Interview
from followups import thanks
from followups.cards import Card, card, teller
from followups.models import Reminder
from followups.timing.sources import source_of

register = template.Library()


@register.filter
def source_author(citation: str) -> str:
    """Who says so: ``{{ "S2:ask-timeline"|source_author }}`` is “Debbie Truluck, Unum”."""
    return gettext(source_of(citation).author)


class Owed(NamedTuple):
    """The cards of reminders: those that are open, and those to come."""

    cards: list[Card]
    coming: list[Card]

    @property
    def total(self) -> int:
        """How many there are of both."""
        return len(self.cards) + len(self.coming)


@register.simple_tag
def cards_of(reminders: Collection[Reminder], now: datetime) -> Owed:
    """These reminders as cards, the earliest first: ``{% cards_of rows now as owed %}``.

    They bring ``owner``, ``application__company``, ``contact`` and ``reference__contact`` along.
    """
    rows = sorted(reminders, key=lambda row: row.opens_at)
    if not rows:
        return Owed([], [])
    told = teller(rows[0].owner, rows, now)
    cards = [card(row, told) for row in rows]
    return Owed(
        [each for each in cards if not each.is_coming], [each for each in cards if each.is_coming]
    )


@register.simple_tag
def thank_yous(interview: Interview, now: datetime) -> list[thanks.Thanks]:
    """The thank-yous of an interview: ``{% thank_yous interview now as rows %}``."""
    return thanks.thank_yous(interview, now)
