"""The board: a column a stage, its latest cards, and how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.access import mine
from accounts.models import User
from applications.lists import page_url
from applications.models import Application, Event, Stage
from applications.models.application import CLOSED_STAGES

MOST_CARDS = 30
"""Cards of one column; the rest is a link to the table."""


@dataclass(frozen=True, slots=True)
class Card:
    """One application on the board: plain values, which templates read fastest."""

    pk: int
    url: str
    title: str
    company: str
    interest: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with its cards; ``more`` is how many are not shown."""

    stage: Stage
    cards: list[Card]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cards)

    @property
    def asks_when(self) -> bool:
        """Whether a card that comes here must say when that was."""
        return self.stage in Event.Result.values

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is owed to the employer there."""
        return self.stage in CLOSED_STAGES


def board_of(user: User) -> list[Column]:
    """The columns of ``user``'s board, in two queries; what was put away is not on it."""
    rows = mine(user, Application).filter(archived_at__isnull=True)
    counts = dict(rows.order_by().values_list("stage").annotate(Count("pk")))
    cards: dict[str, list[Card]] = {}
    for application in _latest(rows):
        cards.setdefault(application.stage, []).append(_card(application))
    return list(_columns(counts, cards))


def _card(application: Application) -> Card:
    return Card(
        pk=application.pk,
        url=page_url(application.pk),
        title=application.title,
        company=application.company.name,
        interest=application.interest,
        updated_at=application.updated_at,
    )


def _latest(rows: QuerySet[Application]) -> QuerySet[Application]:
    place = Window(
        RowNumber(), partition_by=F("stage"), order_by=[F("updated_at").desc(), F("pk").desc()]
    )
    return (
        rows.select_related("company")
        .annotate(place_in_column=place)
        .filter(place_in_column__lte=MOST_CARDS)
        .order_by("-updated_at", "-pk")
    )


def _columns(counts: dict[str, int], cards: dict[str, list[Card]]) -> Iterator[Column]:
    for stage in Stage:
        yield Column(stage, cards.get(stage, []), counts.get(stage, 0))
