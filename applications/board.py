"""The board: a column per stage with its latest cards and their number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.formatting import closing_text
from applications.models import Application, Event, Stage
from applications.models.application import CLOSED_STAGES
from applications.table.page import page_url
from applications.table.waiting import overdue
from jobtracker.compiled_query import CompiledQuery
from jobtracker.templatetags.dates import day_formatter

MOST_CARDS = 30
"""Cards shown in one column; the table has the rest."""

SHOWN = ("stage", "pk", "title", "company__name", "interest", "updated_at", "closes_on")
"""The fields of a card, the first being its column."""


@dataclass(frozen=True, slots=True)
class Card:
    """One application on the board: plain values, because templates read them fastest."""

    pk: int
    url: str
    is_late: bool
    title: str
    company: str
    interest: int
    changed: str
    closing: str = ""

    @property
    def name(self) -> str:
        """The title and company, as the dialog for moving names it."""
        return f"{self.title}, {self.company}"


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with its cards; ``more`` is how many are not shown."""

    stage: Stage
    cards: list[Card]
    count: int

    @property
    def more(self) -> int:
        """How many cards are not shown."""
        return self.count - len(self.cards)

    @property
    def asks_when(self) -> bool:
        """Whether moving a card here asks for the date."""
        return self.stage in Event.Result.values

    @property
    def is_closed(self) -> bool:
        """Whether the stage is a closed one."""
        return self.stage in CLOSED_STAGES


def board_of(user: User, now: datetime) -> list[Column]:
    """Return the columns of ``user``'s board, without archived applications, in three queries.

    A card is late if one of its reminders is overdue at ``now``.
    """
    cards: dict[str, list[Card]] = {}
    late = {pk for (pk,) in _late(user.pk, now)}
    day, changed = day_formatter(), _("changed %(day)s")
    today = timezone.localdate(now, user.zone)
    for stage, pk, title, company, interest, updated_at, closes_on in _latest(user.pk):
        when, closing = changed % {"day": day(updated_at)}, closing_text(closes_on, stage, today)
        card = Card(pk, page_url(pk), pk in late, title, company, interest, when, closing)
        cards.setdefault(stage, []).append(card)
    return list(_columns(dict(_counts(user.pk)), cards))


@CompiledQuery
def _counts(owner: int) -> QuerySet[Application, Any]:
    """The number of applications in each stage."""
    return _active(owner).order_by().values_list("stage").annotate(Count("pk"))


@CompiledQuery
def _latest(owner: int) -> QuerySet[Application, Any]:
    """The cards, the latest of each stage first."""
    place = Window(
        RowNumber(), partition_by=F("stage"), order_by=[F("updated_at").desc(), F("pk").desc()]
    )
    rows = _active(owner).annotate(place_in_column=place).filter(place_in_column__lte=MOST_CARDS)
    return rows.order_by("-updated_at", "-pk").values_list(*SHOWN)


@CompiledQuery
def _late(owner: int, now: datetime) -> QuerySet[Application, Any]:
    """Applications with an overdue reminder."""
    late = _active(owner).filter(overdue(now, "reminders__"), reminders__owner=owner)
    return late.order_by().values_list("pk")


def _active(owner: int) -> QuerySet[Application]:
    return owned_by(User(pk=owner), Application).filter(archived_at__isnull=True)


def _columns(counts: dict[str, int], cards: dict[str, list[Card]]) -> Iterator[Column]:
    for stage in Stage:
        yield Column(stage, cards.get(stage, []), counts.get(stage, 0))
