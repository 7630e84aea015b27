"""Reminders, and what is held back, as they are answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, cast

from django.conf import settings
from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Instant, Out
from followups.actions import title_of
from followups.cards import Card, CardContext, HeldBackItem
from followups.models import Reminder
from followups.rows import FullRow
from followups.rulebook.page import citations
from followups.state import current_state, is_overdue
from jobtracker.urlcache import fast_reverse

Row = Reminder | FullRow
CACHE_SIZE = 512
"""Rules rest on few places each, in few languages."""
Status = Literal["planned", "open", "overdue", "snoozed", "done", "dismissed", "settled", "lapsed"]
LIVE = "open,overdue,planned,snoozed"
STATUSES = "planned|open|overdue|snoozed|done|dismissed|settled|lapsed"


class SourceOut(Out):
    """A place in a document that a rule rests on, and what it says in our words."""

    id: str
    says: str
    document: str


class ReasonOut(Out):
    """Why, and how the times come about; the last three are empty where there is no such time."""

    fact: str
    arithmetic: str
    due: str
    lapse: str


class ReminderOut(Out):
    """A reminder: what to do, when, why, and the words it rests on."""

    id: int
    url: str
    key: str
    rule: str
    title: str
    status: Status
    optional: bool
    catch_up: bool
    application: int | None
    company: str
    job: str
    interview: int | None
    contact: int | None
    reference: int | None
    person: str
    opens_at: Instant
    due_at: Instant | None
    lapses_at: Instant | None
    snoozed_until: Instant | None
    closed_at: Instant | None
    reason: ReasonOut
    sources: list[SourceOut]


class Reminders(Schema):
    """One page of reminders; `next_cursor` is null on the last."""

    items: list[ReminderOut]
    next_cursor: str | None


class ReminderQuery(Paging):
    """Which reminders, the first to open first."""

    status: str = Field(
        LIVE,
        pattern=rf"^({STATUSES})(,({STATUSES}))*$",
        max_length=200,
        description="Some of: planned, open, overdue, snoozed, done, dismissed, settled, lapsed.",
    )
    application: Id | None = None
    rule: str = Field("", max_length=40)


class Until(In):
    """Until when."""

    until: Instant


class CardOut(Out):
    """One card of Today: a reminder, with those that one note to the same person settles."""

    reminder: int
    url: str
    rule: str
    title: str
    company: str
    job: str
    reason: str
    optional: bool
    overdue: bool
    opens_at: Instant
    due_at: Instant | None
    write_url: str


class HeldBackOut(Out):
    """What waits, and for what; `yours` where the seeker has to decide something first."""

    guard: str
    title: str
    name: str
    reason: str
    until: Instant | None
    yours: bool
    application: int
    url: str


def status_of(row: Row, now: datetime) -> Status:
    """Return a reminder's status; one that is open and past its due time is overdue."""
    state = current_state(row, now)
    is_late = state == Reminder.State.OPEN and is_overdue(row, now)
    return "overdue" if is_late else cast(Status, str(state))


def sources_of(places: Iterable[str]) -> list[SourceOut]:
    """Return the places that a reminder rests on."""
    return list(_cited(get_language(), tuple(places)))


@lru_cache(CACHE_SIZE)
def _cited(language: str | None, places: tuple[str, ...]) -> tuple[SourceOut, ...]:
    """Return places in the active language; ``language`` is only a cache key."""
    return tuple(
        SourceOut(id=each.citation, says=each.text, document=str(each.source.title))
        for each in citations(places)
    )


def shown(row: Row, context: CardContext) -> ReminderOut:
    """Return a reminder as it is answered; ``row`` comes with its related rows."""
    words = context.words(row)
    return ReminderOut(
        id=row.pk,
        url=on_site(fast_reverse("followups:reminder", row.pk)),
        title=title_of(row),
        status=status_of(row, context.now),
        application=row.application_id,
        company=row.company or "",
        job=row.job or "",
        interview=row.interview_id,
        contact=row.contact_id,
        reference=row.reference_id,
        person=row.person,
        reason=ReasonOut(
            fact=words.fact, arithmetic=words.arithmetic, due=words.due, lapse=words.lapse
        ),
        sources=sources_of(row.sources),
        **{name: getattr(row, name) for name in AS_THEY_ARE},
    )


AS_THEY_ARE = (
    *("key", "rule", "optional", "catch_up", "opens_at", "due_at", "lapses_at", "snoozed_until"),
    "closed_at",
)


def card_shown(card: Card) -> CardOut:
    """Return a card as it is answered."""
    return CardOut(
        reminder=card.id,
        url=on_site(card.url),
        rule=card.row.rule,
        title=card.title,
        company=card.company,
        job=card.job,
        reason=card.reason,
        optional=card.row.optional,
        overdue=card.is_overdue,
        opens_at=card.timed.opens_at,
        due_at=card.by,
        write_url=on_site(card.write_url) if card.write_url else "",
    )


def held_shown(item: HeldBackItem) -> HeldBackOut:
    """Return what is held back as it is answered."""
    return HeldBackOut(
        guard=item.row.guard,
        title=item.title,
        name=item.name,
        reason=item.reason,
        until=item.row.until,
        yours=item.is_yours,
        application=item.row.application_id,
        url=on_site(item.url),
    )


def on_site(path: str) -> str:
    """Return the whole address of a page."""
    return f"{settings.SITE_URL}{path}"


class PlannedOut(Out):
    """A reminder of a plan, as `manage.py plan` prints it."""

    key: str
    rule: str
    to: str | None
    opens_at: str
    due_at: str | None
    lapses_at: str | None
    optional: bool
    status: str
    sources: list[str]


class PlannedHeldBack(Out):
    """What a plan holds back, as `manage.py plan` prints it."""

    rule: str
    about: str | None
    guard: str
    until: str | None
    sources: list[str]


class PlanOut(Out):
    """The plan of one application: of what `manage.py plan` prints, all that is its own.

    That is, without keeping in touch, offering the same and lining up references.
    """

    reminders: list[PlannedOut]
    held_back: list[PlannedHeldBack]

    @classmethod
    def of(cls, plan: Mapping[str, Any]) -> "PlanOut":
        """Return a plan as it is answered."""
        return cls.model_validate(plan)
