"""Tags and filters of the Today page: ``{% load today %}``."""

from collections.abc import Sequence
from datetime import datetime

from django import template
from django.db.models import Exists
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application
from applications.models.application import OPEN_STAGES, Stage
from followups.cards import Card
from jobtracker.templatetags.dates import clock, day, days_until

register = template.Library()


@register.filter
def snoozed_sentence(cards: Sequence[Card], now: datetime) -> str:
    """Return a sentence that says what is due is snoozed; ``cards`` are in order of waking."""
    wakes = cards[0].row.snoozed_until
    if wakes is None:
        return ""
    text = _("Nothing now: what is due is put off, the first of it until %(day)s, %(time)s.")
    if len(cards) == 1:
        text = _("Nothing now: one thing is put off until %(day)s, %(time)s.")
    days = (localdate(wakes) - localdate(now)).days
    return text % {"day": day(wakes) if days > 1 else days_until(wakes, now), "time": clock(wakes)}


@register.simple_tag
def search_is_over(user: User) -> bool:
    """Return whether the user accepted an offer and has nothing else open; one query."""
    applications = owned_by(user, Application)
    is_open = applications.filter(archived_at=None, stage__in=OPEN_STAGES)
    return applications.filter(~Exists(is_open), stage=Stage.ACCEPTED).exists()
