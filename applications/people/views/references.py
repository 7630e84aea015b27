"""The list of references, and adding one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import owned_by
from accounts.decorators import Request, signed_in
from applications.people import reference_list as read
from jobtracker.http.params import parse_pk
from jobtracker.http.undo import notify
from references.forms import NewReferenceForm
from references.models import Contact, Reference
from references.services import add_contact, add_reference


@signed_in
def references(request: Request) -> HttpResponse:
    """Every reference: consent, what each was used for, and what is due to them."""
    now = request.now
    entries = read.reference_list(request.user, now=now)
    context = {"entries": entries, "now": now, "today": timezone.localdate(now)}
    return render(request, "people/reference/references.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: Request) -> HttpResponse:
    """Add a reference, not asked yet."""
    now, known = request.now, _known(request)
    if known:
        return redirect("people:reference", known.pk)
    form = NewReferenceForm(
        request.POST or None,
        user=request.user,
        today=timezone.localdate(now),
        initial={"contact": request.GET.get("contact")},
    )
    if not form.is_valid():
        context = {"form": form, "section": "people:references"}
        return render(request, "people/reference/add.html", context)
    reference = add_reference(_contact(request, form), fields=form.cleaned_data, now=now)
    text = _("%(name)s is on your list. Ask them before you give their name to anyone.")
    notify(request, text % {"name": reference.contact.name})
    return redirect("people:reference", reference.pk)


def _known(request: Request) -> Reference | None:
    """The reference that a repeated form, or another open page, has added already."""
    contact = parse_pk(request.POST.get("contact", ""))
    return owned_by(request.user, Reference).filter(contact=contact).first() if contact else None


def _contact(request: Request, form: NewReferenceForm) -> Contact:
    values = form.cleaned_data
    chosen: Contact | None = values.get("contact")
    if chosen:
        return chosen
    fields = {"name": values["name"].strip(), "email": values["email"]}
    return add_contact(request.user, token=values["token"], fields=fields)
