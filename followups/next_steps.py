"""The next step of one application and its why, or the why-not."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower

from applications.models import Application
from followups.cards import Card, HeldBackItem, card, card_context, held_back_item
from followups.models import HeldBack, Reminder
from followups.rows import HELD_BACK_FIELDS, REMINDER_FIELDS, PlainHeldBack, PlainReminder
from followups.state import live, still_held
from jobtracker.compiled_query import CompiledQuery
from jobtracker.urlcache import fast_reverse


@dataclass(frozen=True, slots=True)
class Steps:
    """What an application's page shows: open cards, those to come, and where one may rest."""

    cards: list[Card]
    coming: list[Card]
    rests: list[HeldBackItem]
    here: str

    @property
    def first(self) -> list[Card]:
        """The card that is asked for first, in a list; empty where all are put off."""
        return [each for each in self.cards if not each.is_put_off][:1]

    @property
    def others(self) -> list[Card]:
        """The cards after the first; what is put off stands last."""
        others = [each for each in self.cards if each not in self.first]
        return sorted(others, key=lambda each: each.is_put_off)

    @property
    def is_empty(self) -> bool:
        """Nothing is asked, nothing is coming, and nothing is held back."""
        return not (self.cards or self.coming or self.rests)


def steps(application: Application, now: datetime) -> Steps:
    """The steps of ``application`` at ``now``, in at most three queries."""
    rows = [PlainReminder(*row) for row in _rows(application.pk, now)]
    held = [PlainHeldBack(*row) for row in _held(application.pk, now)]
    told = card_context(application.owner, [*rows, *held], now)
    # On the application's own page its name goes without saying.
    cards = [replace(card(row, told), company="", job="") for row in rows]
    return Steps(
        [each for each in cards if each.is_put_off or not each.is_coming],
        [each for each in cards if not (each.is_put_off or each.row.optional) and each.is_coming],
        [held_back_item(row, told) for row in held],
        fast_reverse("applications:page", application.pk),
    )


@CompiledQuery
def _rows(application: int, now: datetime) -> QuerySet[Reminder, Any]:
    """The reminders of an application that stand, those that are asked for first."""
    rows = Reminder.objects.filter(live(now), application=application)
    order = ("optional", "due_at", Lower("contact__name"), "pk")
    return rows.order_by(*order).values_list(*REMINDER_FIELDS)


@CompiledQuery
def _held(application: int, now: datetime) -> QuerySet[HeldBack, Any]:
    """What is held back there, while it has something to say."""
    rows = HeldBack.objects.filter(still_held(now), application=application)
    return rows.values_list(*HELD_BACK_FIELDS)
