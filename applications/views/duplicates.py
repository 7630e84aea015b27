"""“Did I already apply there?”, answered while a company's name is typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.decorators import Request, signed_in
from applications.table.page import known_at
from jobtracker.http.params import clean_line


@require_GET
@signed_in
def duplicates(request: Request) -> HttpResponse:
    """The applications at companies of that name, with their dates and how they stand."""
    name = clean_line(request.GET, "company")
    context = {"known": known_at(request.user, name), "name": name, "now": request.now}
    return render(request, "applications/_duplicates.html", context)
