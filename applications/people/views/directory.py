"""The directory of people and companies."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.decorators import Request, signed_in
from applications.people import directory as read
from jobtracker.http.params import clean_line


@signed_in
def people(request: Request) -> HttpResponse:
    """Everybody the seeker knows, and when each was last contacted."""
    words = clean_line(request.GET, "q")
    page, rows = read.people(request.user, words, request.GET.get("page", 1))
    now = request.now
    context: dict[str, object] = {"page": page, "people": rows, "q": words}
    context |= {"now": now, "today": timezone.localdate(now)}
    context["placeholder"] = _("Name, role, company, notes")
    return render(request, "people/people.html", context)


@signed_in
def companies(request: Request) -> HttpResponse:
    """Every company of the seeker."""
    words = clean_line(request.GET, "q")
    page = read.companies(request.user, words, request.GET.get("page", 1))
    context = {
        "page": page,
        "q": words,
        "tab": "companies",
        "placeholder": _("Name or notes"),
        "now": request.now,
        "section": "people:people",
    }
    return render(request, "people/company/companies.html", context)
