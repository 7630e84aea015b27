"""Interviews: arrange, change, cancel; and what became of them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.forms.interview import FIELDS, NAMES, CancelForm, InterviewForm
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check, held_by
from api.http.paging import page_of
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, token_of, writing
from api.schemas.interviews import (
    Cancellation,
    InterviewChanges,
    InterviewFields,
    InterviewOut,
    InterviewQuery,
    Interviews,
    NewInterview,
    shown,
)
from applications import services
from applications.models import Application, Interview
from references.models import Contact

router = Router(tags=["interviews"])
PEOPLE = Prefetch("interviewers", Contact.objects.order_by().only("owner"))
ROWS = Interview.objects.select_related("application__owner", "debrief").prefetch_related(PEOPLE)
KIND = Interview.Kind


@router.get("/interviews", response={200: Interviews, **READING}, auth=READS)
def list_interviews(request: ApiRequest, asked: Query[InterviewQuery]) -> HttpResponse:
    """List the interviews of all applications by their start."""
    return _page(owned_by(request.owner, ROWS), asked)


@router.get("/applications/{int:pk}/interviews", response={200: Interviews, **ONE}, auth=READS)
def list_interviews_of(request: ApiRequest, pk: int, asked: Query[InterviewQuery]) -> HttpResponse:
    """List the interviews of an application by their start."""
    application = get_owned_or_404(request.owner, Application, pk=pk)
    return _page(owned_by(request.owner, ROWS).filter(application=application), asked)


def _page(rows: QuerySet[Interview], asked: InterviewQuery) -> HttpResponse:
    if asked.since:
        rows = rows.filter(starts_at__gte=asked.since)
    if asked.until:
        rows = rows.filter(starts_at__lt=asked.until)
    if asked.cancelled is not None:
        rows = rows.filter(cancelled_at__isnull=not asked.cancelled)
    return page_of(rows, asked, shown, sort=asked.sort)


@router.post(
    "/applications/{int:pk}/interviews", response={201: InterviewOut, **CREATING}, auth=WRITES
)
@creating
def add_interview(request: ApiRequest, pk: int, sent: NewInterview) -> HttpResponse:
    """Add an interview that was arranged, or that took place already."""
    application = get_owned_or_404(
        request.owner, Application.objects.select_related("company", "owner"), pk=pk
    )
    token = token_of(request)
    form = _checked(request, sent, token=token, application=application)
    fields = {name: form.cleaned_data[name] for names in FIELDS.values() for name in names}
    row = services.arrange_interview(
        application, token=token, fields=fields, interviewers=form.invited(), now=request.now
    )
    there = request.path.replace(f"applications/{pk}/interviews", f"interviews/{row.pk}")
    return reply(request, _out(request.owner, row.pk), status=201, location=there)


@router.get("/interviews/{int:pk}", response={200: InterviewOut, **ONE}, auth=READS)
def get_interview(request: ApiRequest, pk: int) -> HttpResponse:
    """Read an interview."""
    return reply(request, _out(request.owner, pk))


@router.patch("/interviews/{int:pk}", response={200: InterviewOut, **CHANGING}, auth=WRITES)
@writing
def change_interview(request: ApiRequest, pk: int, sent: InterviewChanges) -> HttpResponse:
    """Change the fields that are sent, and no other; null empties one.

    Its reminders move with it. One that gets another start lasts as long as before, unless
    `ends_at` says otherwise. Another `timezone` moves nothing: `starts_at` is an instant.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    if fields := sent.sent():
        form = _checked(request, sent, token=uuid4(), application=row.application, interview=row)
        written = {name for each in fields for name in FIELDS.get(each, ())}
        people = form.invited() if "interviewers" in fields else list(row.interviewers.all())
        values = {name: form.cleaned_data[name] for name in written}
        services.change_interview(row, fields=values, interviewers=people, now=request.now)
    return reply(request, _out(request.owner, pk))


@router.delete("/interviews/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_interview(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete an interview, with its debrief and the messages recorded for it.

    One that was called off is better cancelled: then the timeline still tells of it.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    services.remove_interview(row, now=request.now)
    return no_content()


@router.post("/interviews/{int:pk}/cancel", response={200: InterviewOut, **CREATING}, auth=WRITES)
@creating
def cancel_interview(
    request: ApiRequest, pk: int, sent: Cancellation | None = None
) -> HttpResponse:
    """Mark an interview as cancelled at `at`. One that is cancelled already stays as it is."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    form = check(CancelForm(sent.sent() if sent else {}, now=request.now))
    services.cancel_interview(row, at=form.cleaned_data["at"], now=request.now)
    return reply(request, _out(request.owner, pk))


@router.post(
    "/interviews/{int:pk}/reinstate", response={200: InterviewOut, **CREATING}, auth=WRITES
)
@creating
def reinstate_interview(request: ApiRequest, pk: int) -> HttpResponse:
    """Undo a cancellation."""
    services.reinstate_interview(get_owned_or_404(request.owner, ROWS, pk=pk), now=request.now)
    return reply(request, _out(request.owner, pk))


def _checked(
    request: ApiRequest, sent: InterviewFields, *, token: UUID, **of: Any
) -> InterviewForm:
    """Return the form of the interview, valid."""
    form = InterviewForm(now=request.now, **of)
    data = held_by(form) | _typed(sent.sent(), of.get("interview")) | {"token": token}
    return check(InterviewForm(data, now=request.now, **of), NAMES)


def _typed(sent: Mapping[str, Any], interview: Interview | None) -> dict[str, Any]:
    """Return what was sent under the names of the form, kind and type in one field."""
    names = {api: form for form, api in NAMES.items()}
    data = {names.get(name, name): value for name, value in sent.items()}
    if not {"kind", "type"} & {*sent}:
        return data
    kind = sent.get("kind", interview.kind if interview else KIND.INTERVIEW)
    kept = interview.type if interview and kind == interview.kind else ""
    type_ = data.pop("type", kept)
    services.check_kind(kind or "", type_ or "")
    return {**data, "kind": kind and (type_ or kind)}


def _out(owner: User, pk: int) -> InterviewOut:
    return shown(get_owned_or_404(owner, ROWS, pk=pk))
