"""One contact, with every note and interview; adding, editing and removing it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.people.contact_history import contact_histories
from applications.people.directory import Person
from applications.people.views._removal import removal
from jobtracker.http.redirects import next_page
from jobtracker.http.undo import notify
from references.forms import ContactForm
from references.look_alikes import alike_contacts
from references.models import Company, Contact
from references.services import add_contact, edit_contact, remove_contact

SECTION = "people:people"


@signed_in
def contact(request: Request, pk: int) -> HttpResponse:
    """One contact, with every note to them and every interview, of all applications."""
    person = get_owned_or_404(
        request.user, Contact.objects.select_related("company", "reference"), pk=pk
    )
    topics = person.topics.select_related("debrief")
    now, ties = request.now, contact_histories([person])[person.pk]
    context = {
        "contact": person,
        "person": Person(person, ties),
        "ties": ties,
        "alike": alike_contacts(request.user, person),
        "topics": {topic.debrief.interview_id: topic.text for topic in topics},
        "now": now,
        "today": timezone.localdate(now),
        "section": SECTION,
    }
    return render(request, "people/contact/contact.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: Request) -> HttpResponse:
    """Add a contact."""
    there = {"company_name": request.GET.get("at", "")}
    form = ContactForm(request.POST or None, owner=request.user, initial=there)
    if not form.is_valid():
        return _form(request, form)
    person = add_contact(
        request.user,
        token=form.cleaned_data["token"],
        company=form.cleaned_data["company_name"],
        fields=form.details(),
    )
    notify(request, _("%(name)s is added.") % {"name": person.name})
    return redirect(next_page(request, reverse("people:contact", args=[person.pk])))


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """Edit a contact."""
    person = get_owned_or_404(
        request.user, Contact.objects.select_related("company", "owner"), pk=pk
    )
    form = ContactForm(request.POST or None, owner=request.user, instance=person)
    if not form.is_valid():
        return _form(request, form)
    edit_contact(person, company=form.cleaned_data["company_name"], fields=form.details())
    notify(request, _("%(name)s is changed.") % {"name": person.name})
    return redirect(next_page(request, reverse("people:contact", args=[person.pk])))


def _form(request: Request, form: ContactForm) -> HttpResponse:
    names = owned_by(request.user, Company).values_list("name", flat=True)
    back = next_page(request, "")
    context = {"form": form, "companies": names, "section": SECTION, "back": back}
    return render(request, "people/contact/form.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove a contact after confirmation; refused while a timeline uses them."""
    person = get_owned_or_404(request.user, Contact, pk=pk)
    return removal(
        request,
        "people/contact/remove.html",
        {"contact": person, "section": SECTION},
        lambda: remove_contact(person),
        message=_("%(name)s is removed.") % {"name": person.name},
        then="people:people",
    )
