"""One company: its people and applications; adding, editing and removing it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.people.contact_history import contact_histories
from applications.people.directory import Person
from applications.people.views._removal import removal
from jobtracker.http.undo import notify
from references.forms import CompanyForm
from references.look_alikes import alike_companies
from references.models import Company
from references.services import company_named, edit_company, remove_company

SECTION = "people:people"


@signed_in
def company(request: Request, pk: int) -> HttpResponse:
    """One company, the people there, and the applications for it."""
    found = get_owned_or_404(request.user, Company, pk=pk)
    now = request.now
    contacts = list(found.contacts.select_related("reference"))
    ties = contact_histories(contacts, as_references=False)
    context = {
        "company": found,
        "alike": alike_companies(request.user, found),
        "people": [Person(each, ties[each.pk]) for each in contacts],
        "applications": found.applications.order_by("-updated_at"),
        "now": now,
        "today": timezone.localdate(now),
        "section": SECTION,
    }
    return render(request, "people/company/company.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: Request) -> HttpResponse:
    """Add a company."""
    form = CompanyForm(request.POST or None, instance=Company(owner=request.user))
    if not form.is_valid():
        context = {"form": form, "section": SECTION}
        return render(request, "people/company/form.html", context)
    found = company_named(request.user, form.cleaned_data["name"])
    edit_company(found, **form.cleaned_data)
    notify(request, _("%(name)s is added.") % {"name": found.name})
    return redirect("people:company", found.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """Edit a company."""
    found = get_owned_or_404(request.user, Company.objects.select_related("owner"), pk=pk)
    form = CompanyForm(request.POST or None, instance=found)
    if not form.is_valid():
        context = {"form": form, "company": found, "section": SECTION}
        return render(request, "people/company/form.html", context)
    edit_company(found, **form.cleaned_data)
    notify(request, _("%(name)s is changed.") % {"name": found.name})
    return redirect("people:company", found.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove a company after confirmation; refused while a timeline uses it."""
    found = get_owned_or_404(request.user, Company, pk=pk)
    return removal(
        request,
        "people/company/remove.html",
        {"company": found, "section": SECTION},
        lambda: remove_company(found),
        message=_("%(name)s is removed.") % {"name": found.name},
        then="people:companies",
    )
