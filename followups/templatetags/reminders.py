"""Reminders of a reference, and authors of sources: ``{% load reminders %}``."""

from datetime import datetime
from typing import NamedTuple

from django import template
from django.utils.translation import gettext

from accounts.access import owned_by
from accounts.models import User
from followups.cards import WITH, Card, card_context, cards_of
from followups.models import Reminder
from followups.state import live
from followups.timing.catalogue.sources import source_of
from references.models import Reference

register = template.Library()


@register.filter
def source_author(citation: str) -> str:
    """Return the author: ``{{ "S2:ask-timeline"|source_author }}`` is “Debbie Truluck, Unum”."""
    return gettext(source_of(citation).author)


class ReferenceReminders(NamedTuple):
    """The cards of a reference's reminders: open ones, and coming ones."""

    cards: list[Card]
    coming: list[Card]

    @property
    def total(self) -> int:
        """The number of open and coming cards."""
        return len(self.cards) + len(self.coming)


@register.simple_tag
def reminders_of(reference: Reference, owner: User, now: datetime) -> ReferenceReminders:
    """Return the live reminders: ``{% reminders_of reference user now as reminders %}``."""
    rows = owned_by(owner, Reminder).filter(live(now), reference=reference)
    found = list(rows.select_related(*WITH).order_by("opens_at", "pk"))
    context = card_context(owner, found, now)
    cards = cards_of(found, context)
    return ReferenceReminders(
        [each for each in cards if not each.is_coming], [each for each in cards if each.is_coming]
    )
