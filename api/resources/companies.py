"""Companies: list, add by name, read, change, merge, delete."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check, held_by, in_the_way
from api.http.paging import page_of
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, writing
from api.resources.merging import merge
from api.schemas.companies import (
    Companies,
    CompanyFields,
    CompanyOut,
    CompanyQuery,
    Merged,
    NewCompany,
    shown,
)
from applications.services.merge import merge_companies
from jobtracker.lookups import containing
from jobtracker.model_fields import key_of
from jobtracker.reading.names import one_line
from references.forms import CompanyForm
from references.models import Company
from references.services import company_named, edit_company, remove_company

router = Router(tags=["companies"])
ROWS = Company.objects.select_related("owner")


@router.get("/companies", response={200: Companies, **READING}, auth=READS)
def list_companies(request: ApiRequest, asked: Query[CompanyQuery]) -> HttpResponse:
    """List companies, by default in the order in which they were added."""
    rows = containing(owned_by(request.owner, Company), ("name", "notes"), asked.q)
    return page_of(rows, asked, shown, sort=asked.sort)


@router.post("/companies", response={200: CompanyOut, 201: CompanyOut, **CREATING}, auth=WRITES)
@creating
def add_company(request: ApiRequest, sent: NewCompany) -> HttpResponse:
    """Add a company (201); one of this name that is there already is answered as it is (200).

    Case and accents make no other name.
    """
    known = owned_by(request.owner, Company).filter(key=key_of(one_line(sent.name))).first()
    if known:
        return reply(request, shown(known))
    form = check(CompanyForm(sent.sent(), instance=Company(owner=request.owner)))
    row = company_named(request.owner, form.cleaned_data["name"])
    row = edit_company(row, **form.cleaned_data)
    return reply(request, shown(row), status=201, location=f"{request.path}/{row.pk}")


@router.get("/companies/{int:pk}", response={200: CompanyOut, **ONE}, auth=READS)
def get_company(request: ApiRequest, pk: int) -> HttpResponse:
    """Read a company."""
    return reply(request, shown(get_owned_or_404(request.owner, Company, pk=pk)))


@router.patch("/companies/{int:pk}", response={200: CompanyOut, **CHANGING}, auth=WRITES)
@writing
def change_company(request: ApiRequest, pk: int, sent: CompanyFields) -> HttpResponse:
    """Change the fields that are sent; null empties one."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    data = held_by(CompanyForm(instance=row)) | sent.sent()
    form = check(CompanyForm(data, instance=row))
    return reply(request, shown(edit_company(row, **form.cleaned_data)))


@router.delete("/companies/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_company(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete a company; refused (409) while an application or a contact belongs to it."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    try:
        remove_company(row)
    except ValidationError as reasons:
        raise in_the_way(reasons) from None
    return no_content()


@router.post("/companies/{int:pk}/merge", response={200: CompanyOut, **CHANGING}, auth=WRITES)
@creating
def merge_company(request: ApiRequest, pk: int, sent: Merged) -> HttpResponse:
    """Move everything of the `other` company to this one, and delete the other.

    This one keeps its fields, takes over what it lacks, and gets the notes of both.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    merge(request, row, sent.other, merge_companies)
    return reply(request, shown(get_owned_or_404(request.owner, Company, pk=pk)))
