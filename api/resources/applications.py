"""Applications: list, add, read, change, delete."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Coalesce, Lower
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.http.auth import READS, WRITES, ApiRequest, needs
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check, held_by
from api.http.paging import page_of
from api.http.problems import Problem
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, token_of, writing
from api.models import ApiKey, Scope
from api.resources.owned import company_name
from api.schemas.applications import (
    ApplicationChanges,
    ApplicationFields,
    ApplicationOut,
    ApplicationQuery,
    Applications,
    NewApplication,
    shown,
)
from applications.forms import ApplicationForm, MoveForm, NewApplicationForm
from applications.models import Application
from applications.services import (
    archive,
    check_tag,
    delete_application,
    edit_application,
    move,
    unarchive,
)
from applications.services.applications import FIELDS
from applications.table.page import WHOLE
from applications.table.search import found
from jobtracker.forms.money import plain

router = Router(tags=["applications"])
NEVER = Value(datetime(1, 1, 2, tzinfo=UTC))
SORTED: Mapping[str, Mapping[str, Any]] = {
    "applied_at": {"sent_at": Coalesce("applied_at", NEVER)},
    "title": {"lower_title": Lower("title")},
    "company": {"lower_company": Lower("company__name")},
}
"""What sorts a list where the field itself may be null, or where its case is none of the order."""
PAY = ("pay_min", "pay_max")
BESIDE = ("stage", "stage_at", "archived")
"""What is no detail of an application, and has services of its own."""


@router.get("/applications", response={200: Applications, **READING}, auth=READS)
def list_applications(request: ApiRequest, asked: Query[ApplicationQuery]) -> HttpResponse:
    """List applications, by default the latest changed first and without those archived."""
    field = asked.sort.removeprefix("-")
    rows = found(owned_by(request.owner, WHOLE.annotate(**SORTED.get(field, {}))), **asked.filters)
    sort = asked.sort.replace(field, next(iter(SORTED.get(field, {})), field))
    return page_of(rows, asked, shown, sort=sort)


@router.post(
    "/applications",
    response={201: ApplicationOut, **CREATING},
    auth=needs(Scope.WRITE, Scope.CAPTURE),
)
@creating
def add_application(request: ApiRequest, sent: NewApplication) -> HttpResponse:
    """Add an application: one you sent at `applied_at`, or a job saved for later without it.

    With `stage`, it is moved there next, as on its page. A key that may neither read nor write
    sends the company's name: its id would tell such a key the name.
    """
    _check_company(request.key, sent.company)
    owner, token = request.owner, token_of(request)
    data = {"pay_currency": owner.currency, **_typed(owner, sent.sent()), "token": token}
    form = check(NewApplicationForm(data, owner=owner, now=request.now))
    row = form.add(now=request.now)
    _move(request, row, sent, uuid5(token, "stage"))
    there = f"{request.path}/{row.pk}"
    return reply(request, _out(owner, row.pk), status=201, location=there)


def _check_company(key: ApiKey, company: str | int) -> None:
    """Raise Problem 422 for the id of a company whose name the key must not learn."""
    if isinstance(company, int) and not (key.may(Scope.READ) or key.may(Scope.WRITE)):
        raise Problem(422, errors=[("company", _("Send the company’s name: this key reads none."))])


@router.get("/applications/{int:pk}", response={200: ApplicationOut, **ONE}, auth=READS)
def get_application(request: ApiRequest, pk: int) -> HttpResponse:
    """Read an application."""
    return reply(request, _out(request.owner, pk))


@router.patch("/applications/{int:pk}", response={200: ApplicationOut, **CHANGING}, auth=WRITES)
@writing
def change_application(request: ApiRequest, pk: int, sent: ApplicationChanges) -> HttpResponse:
    """Change the fields that are sent, and no other; null empties one.

    A stage that the application has already changes nothing.
    """
    row = get_owned_or_404(request.owner, WHOLE, pk=pk)
    check_match(request, shown(row))
    fields = sent.sent()
    _correct(request, row, {name: fields[name] for name in fields if name not in BESIDE})
    _move(request, row, sent, uuid4())
    if "archived" in fields:
        set_archived = archive if sent.archived else unarchive
        set_archived(request.owner, [pk], now=request.now)
    return reply(request, _out(request.owner, pk))


def _correct(request: ApiRequest, row: Application, sent: Mapping[str, Any]) -> None:
    """Check the whole application as its page does, and write what was sent."""
    if not sent:
        return
    owner, company = request.owner, row.company.name
    data = held_by(ApplicationForm(owner=owner, instance=row)) | _typed(owner, sent)
    wanted = check(ApplicationForm(data, owner=owner, instance=row)).cleaned_data
    edit_application(
        row,
        company=wanted["company"] if "company" in sent else company,
        fields={name: wanted[name] for name in FIELDS if name in sent},
        tags=wanted["tags"] if "tags" in sent else None,
        now=request.now,
    )


def _move(request: ApiRequest, row: Application, sent: ApplicationFields, token: UUID) -> None:
    """Move it to the stage that was sent, if it is not there already."""
    fields = sent.sent()
    if not {"stage", "stage_at"} & {*fields}:
        return
    data = {"stage": fields.get("stage"), "at": fields.get("stage_at"), "token": token}
    form = check(MoveForm(data, now=request.now), {"at": "stage_at"})
    row.refresh_from_db(fields=["stage"])
    if form.new_stage == row.stage:
        return
    try:
        move(row, form.new_stage, at=form.moment, now=request.now, token=token)
    except ValidationError as contradiction:
        raise Problem(422, errors=[("stage", text) for text in contradiction.messages]) from None


@router.delete("/applications/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def remove_application(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete an application with its timeline; on the site it can be brought back for a while."""
    row = get_owned_or_404(request.owner, WHOLE, pk=pk)
    check_match(request, shown(row))
    delete_application(row, now=request.now)
    return no_content()


def _out(owner: User, pk: int) -> ApplicationOut:
    return shown(get_owned_or_404(owner, WHOLE, pk=pk))


def _typed(owner: User, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent as the form takes it: names of companies, tags with commas, digits."""
    data = {**sent}
    if isinstance(company := sent.get("company"), int):
        data["company"] = company_name(owner, company)
    if "tags" in sent:
        names = sent["tags"] or []
        for name in names:
            check_tag(name)
        data["tags"] = ", ".join(names)
    return data | {name: plain(sent[name]) for name in PAY if sent.get(name) is not None}
