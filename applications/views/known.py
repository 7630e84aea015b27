"""“Did I already apply there?”, answered while a company's name is typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.pages import Request, signed_in
from applications.lists import known_at
from jobtracker.typed import line


@require_GET
@signed_in
def known(request: Request) -> HttpResponse:
    """The applications at companies of that name, with their dates and how they stand."""
    name = line(request.GET, "company")
    context = {"known": known_at(request.user, name), "name": name, "now": timezone.now()}
    return render(request, "applications/_known.html", context)
