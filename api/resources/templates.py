"""Templates of notes: list, add, read, change, delete."""

from django.http import HttpResponse
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check, held_by
from api.http.paging import page_of
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, token_of, writing
from api.schemas.templates import (
    NewTemplate,
    TemplateFields,
    TemplateOut,
    TemplateQuery,
    Templates,
    shown,
)
from notes.forms import TemplateForm
from notes.models import NoteTemplate
from notes.services import add_template as add
from notes.services import edit_template, remove_template

router = Router(tags=["templates"])


@router.get("/templates", response={200: Templates, **READING}, auth=READS)
def list_templates(request: ApiRequest, asked: Query[TemplateQuery]) -> HttpResponse:
    """List templates, in the order in which they were added."""
    rows = owned_by(request.owner, NoteTemplate)
    if asked.purpose:
        rows = rows.filter(purpose=asked.purpose)
    return page_of(rows, asked, shown)


@router.post("/templates", response={201: TemplateOut, **CREATING}, auth=WRITES)
@creating
def add_template(request: ApiRequest, sent: NewTemplate) -> HttpResponse:
    """Add a template; it is offered whenever a note of its purpose is written."""
    token = token_of(request)
    known = owned_by(request.owner, NoteTemplate).filter(token=token).first()
    own = known or NoteTemplate(owner=request.owner, purpose=sent.purpose)
    form = check(TemplateForm(sent.sent(), instance=own))
    row = add(request.owner, token=token, purpose=sent.purpose, **form.cleaned_data)
    return reply(request, shown(row), status=201, location=f"{request.path}/{row.pk}")


@router.get("/templates/{int:pk}", response={200: TemplateOut, **ONE}, auth=READS)
def get_template(request: ApiRequest, pk: int) -> HttpResponse:
    """Read a template."""
    return reply(request, shown(get_owned_or_404(request.owner, NoteTemplate, pk=pk)))


@router.patch("/templates/{int:pk}", response={200: TemplateOut, **CHANGING}, auth=WRITES)
@writing
def change_template(request: ApiRequest, pk: int, sent: TemplateFields) -> HttpResponse:
    """Change the fields that are sent; its purpose stays."""
    row = get_owned_or_404(request.owner, NoteTemplate, pk=pk)
    check_match(request, shown(row))
    data = held_by(TemplateForm(instance=row)) | sent.sent()
    form = check(TemplateForm(data, instance=row))
    return reply(request, shown(edit_template(row, **form.cleaned_data)))


@router.delete("/templates/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_template(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete a template; the notes that were written with it stay."""
    row = get_owned_or_404(request.owner, NoteTemplate, pk=pk)
    check_match(request, shown(row))
    remove_template(row)
    return no_content()
