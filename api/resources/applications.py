"""Applications: list, add, read, change, delete."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.http.auth import READS, WRITES, ApiRequest, needs
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check
from api.http.paging import page_of
from api.http.problems import Problem
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, token_of, writing
from api.models import Scope
from api.schemas.applications import (
    ApplicationFields,
    ApplicationOut,
    ApplicationQuery,
    Applications,
    NewApplication,
    shown,
)
from applications.forms import ApplicationForm, NewApplicationForm
from applications.models import Application, Tag
from applications.services import delete_application
from applications.table.filters import SEARCHED
from applications.table.page import DATED
from jobtracker.lookups import occurring, words_of
from jobtracker.model_fields import key_of
from references.models import Company

router = Router(tags=["applications"])
ROWS = DATED.prefetch_related("tags")


@router.get("/applications", response={200: Applications, **READING}, auth=READS)
def list_applications(request: ApiRequest, asked: Query[ApplicationQuery]) -> dict[str, Any]:
    """List applications, by default the latest changed first and without those put away."""
    rows = _chosen(owned_by(request.owner, ROWS), asked)
    return page_of(rows, asked, shown, sort=asked.sort)


def _chosen(rows: QuerySet[Application], asked: ApplicationQuery) -> QuerySet[Application]:
    if asked.archived is not None:
        rows = rows.filter(archived_at__isnull=not asked.archived)
    if asked.stage:
        rows = rows.filter(stage__in=asked.stage)
    if asked.company:
        rows = rows.filter(company=asked.company)
    if asked.updated_since:
        rows = rows.filter(updated_at__gte=asked.updated_since)
    if asked.tag:
        rows = rows.filter(Exists(Tag.objects.filter(key=key_of(asked.tag), tagged=OuterRef("pk"))))
    for word in words_of(asked.q):
        tags = Tag.objects.filter(occurring(["name"], word), tagged=OuterRef("pk"))
        rows = rows.filter(occurring(SEARCHED, word) | Q(Exists(tags)))
    return rows


@router.post(
    "/applications",
    response={201: ApplicationOut, **CREATING},
    auth=needs(Scope.WRITE, Scope.CAPTURE),
)
@creating
def add_application(request: ApiRequest, sent: NewApplication) -> HttpResponse:
    """Add an application: sent at `applied_at`, or saved for later without it."""
    data = {**_typed(request.owner, sent.sent()), "token": token_of(request)}
    form = check(NewApplicationForm(data, owner=request.owner, now=request.now))
    row = form.add(now=request.now)
    return reply(
        request, _out(request.owner, row.pk), status=201, location=f"{request.path}/{row.pk}"
    )


@router.get("/applications/{int:pk}", response={200: ApplicationOut, **ONE}, auth=READS)
def get_application(request: ApiRequest, pk: int) -> HttpResponse:
    """Read an application."""
    return reply(request, _out(request.owner, pk))


@router.patch("/applications/{int:pk}", response={200: ApplicationOut, **CHANGING}, auth=WRITES)
@writing
def change_application(request: ApiRequest, pk: int, sent: ApplicationFields) -> HttpResponse:
    """Change the fields that are sent; null empties one."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    form = ApplicationForm(owner=request.owner, instance=row)
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data |= _typed(request.owner, sent.sent())
    check(ApplicationForm(data, owner=request.owner, instance=row)).correct(now=request.now)
    return reply(request, _out(request.owner, pk))


@router.delete("/applications/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def remove_application(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete an application with its timeline; on the site it can be brought back for a while."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    delete_application(row, now=request.now)
    return no_content()


def _out(owner: User, pk: int) -> ApplicationOut:
    return shown(get_owned_or_404(owner, ROWS, pk=pk))


def _typed(owner: User, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent as the form takes it: the company by its name, tags with commas."""
    data = {**sent}
    if isinstance(company := sent.get("company"), int):
        data["company"] = _named(owner, company)
    if "tags" in sent:
        names = sent["tags"] or []
        if any("," in name for name in names):
            raise Problem(422, errors=[("tags", _("A tag can’t hold a comma."))])
        data["tags"] = ", ".join(names)
    return data


def _named(owner: User, pk: int) -> str:
    found = owned_by(owner, Company).filter(pk=pk).first()
    if found is None:
        raise Problem(422, errors=[("company", _("You have no company with this id."))])
    return found.name
