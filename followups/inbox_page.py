"""Read model of the Inbox: what waits for a yes, and what was answered lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from accounts.access import owned_by
from accounts.models import User
from followups.inbox_cards import InboxCard, cards_of, sender_name
from inbox import selectors
from inbox.models import IgnoredSender, Suggestion

Kind = Suggestion.Kind
PAGE = 20
MOST_CONFIRMATIONS = 50
"""So many are shown, and logged, at once."""
MOST_ANSWERED = 8
MOST_SENDERS = 50
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Answered:
    """A suggestion that was answered, in a line that offers to take the answer back."""

    suggestion: Suggestion

    @property
    def title(self) -> str:
        """What it is, and of which company or sender."""
        return f"{self.kind}, {self.about}" if self.about else self.kind

    @property
    def kind(self) -> str:
        """What it is, in a word or two."""
        return str(self.suggestion.get_kind_display())

    @property
    def about(self) -> str:
        """The company, or who wrote."""
        application = self.suggestion.application
        name = application.company.name if application else self.suggestion.finding.get("company")
        return name or sender_name(self.suggestion)

    @property
    def subject(self) -> str:
        """The subject of the mail, or who sent it; of a proposal, what it is about."""
        if self.suggestion.author:
            return self.title
        return self.suggestion.finding.get("subject") or sender_name(self.suggestion)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything on the page. ``total`` is the number of all suggestions that wait."""

    page: Page[Any]
    cards: list[InboxCard]
    confirmations: list[InboxCard]
    total: int
    logged: list[Answered]
    ignored: list[Answered]
    senders: list[IgnoredSender]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self.total

    @property
    def new_applications(self) -> int:
        """How many of the confirmations would start an application: those come first then."""
        return sum(card.answer.application is None for card in self.confirmations)


def inbox(user: User, number: str | None, now: datetime) -> Inbox:
    """Return the page ``number`` of the Inbox of ``user``, in a constant number of queries.

    What happened first comes first, so that each finds what the ones before it started. Several
    confirmations are a list of their own, on the first page; a single one is a card.
    """
    waiting = selectors.waiting(user)
    is_receipt = Q(kind=Kind.CONFIRMATION)
    total = waiting.order_by().aggregate(all=Count("pk"), receipts=Count("pk", filter=is_receipt))
    in_bulk = total["receipts"] > 1
    page = Paginator(waiting.exclude(is_receipt) if in_bulk else waiting, PAGE).get_page(number)
    receipts = list(waiting.filter(is_receipt)[:MOST_CONFIRMATIONS] if in_bulk else ())
    shown = list(page.object_list)
    return Inbox(
        page,
        cards_of(user, shown, now),
        cards_of(user, receipts if page.number == 1 else (), now, with_changes=False),
        total["all"],
        _answered(selectors.logged(user), now),
        _answered(selectors.ignored(user), now),
        list(owned_by(user, IgnoredSender).filter(since__isnull=False)[:MOST_SENDERS]),
    )


def _answered(rows: QuerySet[Suggestion], now: datetime) -> list[Answered]:
    lately = rows.filter(answered_at__gt=now - LATELY).order_by("-answered_at", "-pk")
    return [Answered(row) for row in lately[:MOST_ANSWERED]]
