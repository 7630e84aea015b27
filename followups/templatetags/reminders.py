"""Reminders on the page of a reference, and who says so: ``{% load reminders %}``."""

from datetime import datetime
from typing import NamedTuple

from django import template
from django.utils.translation import gettext

from accounts.access import owned_by
from accounts.models import User
from followups.cards import WITH, Card, card, card_context
from followups.models import Reminder
from followups.state import live
from followups.timing.catalogue.sources import source_of
from references.models import Reference

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
def reminders_of(reference: Reference, owner: User, now: datetime) -> Owed:
    """The live reminders about a reference: ``{% reminders_of reference user now as owed %}``."""
    rows = owned_by(owner, Reminder).filter(live(now), reference=reference)
    found = list(rows.select_related(*WITH).order_by("opens_at", "pk"))
    context = card_context(owner, found, now)
    cards = [card(row, context) for row in found]
    return Owed(
        [each for each in cards if not each.is_coming], [each for each in cards if each.is_coming]
    )
