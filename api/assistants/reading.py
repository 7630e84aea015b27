"""Tools that read: Today, applications, and why there is a reminder, or none."""

from datetime import datetime
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from accounts.access import get_owned_or_404, owned_by
from api.http.auth import ApiRequest
from api.schemas.applications import ApplicationOut
from api.schemas.applications import shown as application_shown
from api.schemas.base import Id, In, Instant, Out
from api.schemas.overview import TodayOut, today_shown
from api.schemas.reminders import ReminderOut, SourceOut, sources_of
from api.schemas.reminders import shown as reminder_shown
from applications.models import Stage
from applications.table import search
from applications.table.page import WHOLE
from applications.timeline import timeline_of
from applications.timeline_presenter import timeline_line
from followups.cards import WITH, CardContext, card_context, held_back_items
from followups.models import HeldBack, Reminder
from followups.state import still_held
from followups.today import today

MOST_FOUND = 50
MOST_ENTRIES = 200
REMINDERS = Reminder.objects.select_related(*WITH, "owner")
LIVE = (*Reminder.LIVE, Reminder.State.SNOOZED)


class Nothing(In):
    """No input."""


class FindInput(In):
    """Which applications are looked for."""

    q: str = Field("", max_length=200, description="Words that all occur somewhere in it.")
    stage: list[Stage] = Field([], description="Only these stages.")
    archived: bool = Field(False, description="Archived ones as well.")
    limit: int = Field(20, ge=1, le=MOST_FOUND)


class FoundOut(Out):
    """An application, in short."""

    id: int
    url: str
    company: str
    title: str
    stage: Stage
    applied_at: Instant | None
    archived: bool


class FoundApplications(Out):
    """Applications, the latest changed first; `more` where there are others."""

    applications: list[FoundOut]
    more: bool


class WhichInput(In):
    """Which application."""

    application: Id


class EntryOut(Out):
    """One thing that happened or is arranged."""

    at: Instant
    what: str
    details: str
    text: str


class HeldBackWhy(Out):
    """What is not asked for yet, why, until when, and the words that this rests on."""

    title: str
    about: str
    fact: str
    arithmetic: str
    until: Instant | None
    sources: list[SourceOut]


class WholeApplication(Out):
    """An application with all that happened, the latest first, and its reminders."""

    application: ApplicationOut
    timeline: list[EntryOut]
    reminders: list[ReminderOut]
    held_back: list[HeldBackWhy]


class ExplainInput(In):
    """A reminder, or an application with all of its reminders."""

    application: Id | None = Field(None, description="Why it has its reminders, or none.")
    reminder: Id | None = Field(None, description="Why there is this one.")

    @model_validator(mode="after")
    def one_of_both(self) -> "ExplainInput":
        """Ask for exactly one of them."""
        if (self.application is None) == (self.reminder is None):
            _refuse(_("Name an application or a reminder, one of the two."))
        return self


class Explained(Out):
    """Why there are these reminders, and what is held back."""

    reminders: list[ReminderOut]
    held_back: list[HeldBackWhy]


def what_is_due(request: ApiRequest, sent: Nothing) -> TodayOut:
    """Return Today."""
    return today_shown(today(request.owner, request.now))


def find(request: ApiRequest, sent: FindInput) -> FoundApplications:
    """Return the applications that are looked for."""
    archived = None if sent.archived else False
    mine = owned_by(request.owner, WHOLE)
    rows: Any = search.found(mine, sent.q, archived=archived, stages=sent.stage)
    latest = rows.order_by("-updated_at", "-pk")[: sent.limit + 1]
    found = [application_shown(row) for row in latest]
    short = [
        FoundOut(
            **{name: getattr(each, name) for name in ("id", "url", "title", "stage", "applied_at")},
            company=each.company.name,
            archived=each.archived_at is not None,
        )
        for each in found[: sent.limit]
    ]
    return FoundApplications(applications=short, more=len(found) > sent.limit)


def whole(request: ApiRequest, sent: WhichInput) -> WholeApplication:
    """Return an application with its timeline and its reminders."""
    row: Any = get_owned_or_404(request.owner, WHOLE, pk=sent.application)
    why = _of_application(request, row.pk)
    return WholeApplication(
        application=application_shown(row),
        timeline=_timeline(row, request.now),
        reminders=why.reminders,
        held_back=why.held_back,
    )


def _timeline(row: Any, now: datetime) -> list[EntryOut]:
    lines = (timeline_line(each, now) for each in timeline_of(row).entries[:MOST_ENTRIES])
    return [
        EntryOut(
            at=each.entry.row.at,
            what=str(each.title),
            details=str(each.sub),
            text=each.entry.row.text or "",
        )
        for each in lines
    ]


def explain(request: ApiRequest, sent: ExplainInput) -> Explained:
    """Return why there is a reminder; or why an application has its reminders, and no others."""
    if sent.reminder is None:
        row: Any = get_owned_or_404(request.owner, WHOLE, pk=sent.application)
        return _of_application(request, row.pk)
    reminder = get_owned_or_404(request.owner, REMINDERS.all(), pk=sent.reminder)
    context = card_context(request.owner, [reminder], request.now)
    return Explained(reminders=[reminder_shown(reminder, context)], held_back=[])


def _of_application(request: ApiRequest, pk: int) -> Explained:
    owner, now = request.owner, request.now
    live = owned_by(owner, REMINDERS).filter(application=pk, state__in=LIVE)
    rows = list(live.order_by("opens_at", "pk"))
    held = owned_by(owner, HeldBack).filter(still_held(now), application=pk)
    waiting = list(held.select_related("application__company", "reference__contact"))
    context = card_context(owner, [*rows, *waiting], now)
    return Explained(
        reminders=[reminder_shown(row, context) for row in rows],
        held_back=[
            _held(each.row, each.title, context) for each in held_back_items(waiting, context)
        ],
    )


def _held(row: Any, title: str, context: CardContext) -> HeldBackWhy:
    words = context.words(row)
    return HeldBackWhy(
        title=title,
        about=row.reference.contact.name if row.reference else "",
        fact=words.fact,
        arithmetic=words.arithmetic,
        until=row.until,
        sources=sources_of(row.sources),
    )


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
