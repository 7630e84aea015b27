"""Record, edit and remove the dated facts of an application."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.locking import owner_locked, update_fields
from applications.models import Application, Event
from applications.runs import run_of
from applications.services.base import require_owner, update_stage_and_replan
from references.consent import consent_block, may_ask
from references.models import Reference

OFFER_FIELDS = ("pay", "pay_currency", "pay_period", "starts_on", "answer_by")
"""What an offer says, and no other outcome."""


class Details(TypedDict, total=False):
    """What an event may say apart from its kind and time; each field belongs to one kind."""

    news_by: date | None
    ask_on: date | None
    reference: Reference | None
    result: str
    stage: str
    has_list: bool
    answer_by: date | None
    pay: Decimal | None
    pay_currency: str
    pay_period: str
    starts_on: date | None
    text: str


@owner_locked
def record_event(
    application: Application,
    kind: str,
    *,
    at: datetime,
    token: UUID,
    now: datetime,
    **details: Unpack[Details],
) -> Event:
    """Record that something happened, and replan in the same transaction.

    Repeating it with the same ``token``, or choosing the same reference twice in a run, returns the
    existing event. Raises ValidationError if the fields do not fit the kind, or if it chooses a
    reference who declined.
    """
    reference = details.get("reference")
    require_owner(application.owner, reference)
    known = _known(application, token) or _choice(application, kind, reference, at)
    if known:
        return known
    if kind == Event.Kind.REFERENCE_CHOSEN and reference:
        _check_willing(reference)
    return _save(Event(application=application, kind=kind, token=token), at, details, now)


def _check_willing(reference: Reference) -> None:
    reference.refresh_from_db(fields=["consent"])
    block = consent_block(reference)
    if block and not may_ask(reference):
        raise ValidationError({"reference": block.reason})


def check_terms(result: str, details: Mapping[str, Any]) -> None:
    """Raise ValidationError if details have terms of an offer, and the result is none."""
    terms = [name for name in OFFER_FIELDS if details.get(name) not in (None, "")]
    if terms and result != Event.Result.OFFER:
        raise ValidationError(dict.fromkeys(terms, _("Only an offer has this.")))


def _known(application: Application, token: UUID) -> Event | None:
    return Event.objects.filter(application=application, token=token).first()


def _choice(
    application: Application, kind: str, reference: Reference | None, at: datetime
) -> Event | None:
    """The event that chose this reference already: in the present run, or at that instant."""
    if kind != Event.Kind.REFERENCE_CHOSEN or reference is None:
        return None
    chosen = run_of(application).choices.get(reference.pk)
    rows = Event.objects.filter(application=application, kind=kind, reference=reference)
    return chosen or rows.filter(at=at).first()


@owner_locked
def record_no_contact(
    application: Application,
    *,
    at: datetime,
    token: UUID,
    now: datetime,
    news_by: date | None = None,
    text: str = "",
) -> Sequence[Event]:
    """Record that they will call and are not to be asked; by ``news_by``, if they named a day.

    Returns the one or two events that say it. Repeating it with the same ``token`` returns the
    existing ones.
    """
    kind = Event.Kind.NO_CONTACT_REQUESTED
    request = record_event(application, kind, at=at, token=token, now=now, text=text)
    if news_by is None:
        return [request]
    kind, token = Event.Kind.TIMELINE_GIVEN, uuid5(token, "news_by")
    given = record_event(application, kind, at=at, token=token, now=now, news_by=news_by)
    return [request, given]


@owner_locked
def edit_event(event: Event, *, at: datetime, now: datetime, **details: Unpack[Details]) -> Event:
    """Correct an event: its time, and those of its details that are given."""
    return _save(event, at, details, now)


@owner_locked
def remove_event(event: Event, *, now: datetime) -> None:
    """Delete an event; reminders it had settled are due again."""
    application = event.application
    Event.objects.filter(pk=event.pk).delete()
    update_stage_and_replan(application, now)


def _save(event: Event, at: datetime, details: Details, now: datetime) -> Event:
    check_terms(details.get("result", event.result), details)
    update_fields(event, {"at": at, **details})
    update_stage_and_replan(event.application, now)
    return event
