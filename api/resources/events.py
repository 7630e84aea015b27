"""Events: what happened to an application, apart from interviews and messages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.forms.events import FORMS
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE
from api.http.forms import check, held_by
from api.http.paging import page_of
from api.http.problems import Problem
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, token_of, writing
from api.schemas.event_answers import AnyEvent, Events, shown
from api.schemas.events import EventChanges, EventQuery, NewEvent, NewOutcome
from applications.forms import EditEventForm
from applications.models import Application, Event
from applications.services import check_terms, edit_event, remove_event
from jobtracker.forms.money import plain

router = Router(tags=["events"])
OF = Application.objects.select_related("company", "owner")
ROWS = Event.objects.select_related("application__owner")
PAY = ("pay", "pay_currency", "pay_period")


@router.get("/applications/{int:pk}/events", response={200: Events, **ONE}, auth=READS)
def list_events(request: ApiRequest, pk: int, asked: Query[EventQuery]) -> HttpResponse:
    """List what happened to an application, in order. Interviews and messages are apart."""
    application = get_owned_or_404(request.owner, Application, pk=pk)
    rows = owned_by(request.owner, Event).filter(application=application)
    if asked.type:
        rows = rows.filter(kind__in=asked.type)
    return page_of(rows, asked, shown, sort=asked.sort)


@router.post("/applications/{int:pk}/events", response={201: AnyEvent, **CREATING}, auth=WRITES)
@creating
def add_event(request: ApiRequest, pk: int, sent: NewEvent) -> HttpResponse:
    """Record what happened; its `type` says which other fields it has.

    `no_contact_requested` with `news_by` records two events, as its form on the site does: the
    request, which is answered, and a `timeline_given` at the same instant, which the list shows.
    A reference who is chosen already is not chosen twice: the answer is the first event.
    """
    application = get_owned_or_404(request.owner, OF, pk=pk)
    fields = sent.sent()
    if isinstance(sent, NewOutcome):
        check_terms(sent.result, fields)
    known: dict[str, Any] = {"application": application, "now": request.now}
    form_of = FORMS[sent.type]
    data = held_by(form_of(**known)) | _typed(fields) | {"token": token_of(request)}
    first, *_also = check(form_of(data, **known)).record(now=request.now)
    there = request.path.replace(f"applications/{pk}/events", f"events/{first.pk}")
    return reply(request, _out(request.owner, first.pk), status=201, location=there)


@router.get("/events/{int:pk}", response={200: AnyEvent, **ONE}, auth=READS)
def get_event(request: ApiRequest, pk: int) -> HttpResponse:
    """Read an event."""
    return reply(request, _out(request.owner, pk))


@router.patch("/events/{int:pk}", response={200: AnyEvent, **CHANGING}, auth=WRITES)
@writing
def change_event(request: ApiRequest, pk: int, sent: EventChanges) -> HttpResponse:
    """Correct the fields that are sent; null empties one.

    What it is about stays: an event of another type, reference or result is another event. To turn
    one of their two dates into the other, send both, one of them null.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    if fields := sent.sent():
        edit_event(row, now=request.now, **_corrected(request, row, fields))
    return reply(request, _out(request.owner, pk))


@router.delete("/events/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_event(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete an event. Reminders that it had settled are due again."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    remove_event(row, now=request.now)
    return no_content()


def _out(owner: User, pk: int) -> Any:
    return shown(get_owned_or_404(owner, Event, pk=pk))


def _corrected(request: ApiRequest, row: Event, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Check the whole event as its page does, and return what was sent."""
    form = EditEventForm(event=row, now=request.now)
    if unknown := [name for name in sent if name not in form.fields]:
        text = _("An event of this type has no such field.")
        raise Problem(422, errors=[(name, text) for name in unknown])
    form = check(EditEventForm(held_by(form) | _typed(sent), event=row, now=request.now))
    data, names = form.cleaned_data, {*sent}
    if names.intersection(PAY):
        data, names = data | form.terms(), names.union(PAY)
    return {"at": row.at, **{name: data[name] for name in names}}


def _typed(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent as a form takes it: what its list does not know is as it starts."""
    data = {name: value for name, value in sent.items() if name != "type"}
    if data.get("pay") is not None:
        data["pay"] = plain(data["pay"])
    return data
