"""The next step of one application and its why, or the why-not."""

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application
from followups.cards import WITH, Card, Rest, card, rest, teller
from followups.models import HeldBack, Reminder
from followups.reminder_page import standing
from jobtracker.addresses import address

State = Reminder.State


@dataclass(frozen=True, slots=True)
class Steps:
    """What an application's page shows: open cards, those to come, and where one may rest."""

    cards: list[Card]
    coming: list[Card]
    rests: list[Rest]
    here: str

    @property
    def is_empty(self) -> bool:
        """Nothing is asked, nothing is coming, and nothing is held back."""
        return not (self.cards or self.coming or self.rests)


def steps(application: Application, now: datetime) -> Steps:
    """The steps of ``application`` at ``now``, in at most three queries."""
    rows = list(
        Reminder.objects.filter(application=application, state__in=Reminder.LIVE)
        .select_related(*WITH)
        .order_by("optional", "due_at", "pk")
    )
    held = [row for row in _held(application) if row.hides_at is None or row.hides_at > now]
    told = teller(application.owner, [*rows, *held], now)
    cards = [(standing(row, now), card(row, told)) for row in rows]
    return Steps(
        [each for state, each in cards if state in (State.OPEN, State.SNOOZED)],
        [each for state, each in cards if state == State.PLANNED and not each.row.optional],
        [rest(row, told) for row in held],
        address("applications:page", application.pk),
    )


def _held(application: Application) -> list[HeldBack]:
    return list(application.held_back.select_related("application__company"))
