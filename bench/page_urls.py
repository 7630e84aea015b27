"""The project's URLs and the bare page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from accounts.access import owned_by
from accounts.decorators import Request, signed_in
from applications.models import Application
from jobtracker.urls import urlpatterns as project_urls

ROWS = 50
SHOWN = ("title", "stage", "updated_at", "company__name")


@signed_in
def bare(request: Request) -> HttpResponse:
    """Show fifty rows of one query in the base template, each with its link and its date.

    Slow ways to write such a row, the tags `url` and `date`, would flatter the other pages; so
    would loading the long texts of an application, which no row shows.
    """
    rows = owned_by(request.user, Application).select_related("company").only(*SHOWN)[:ROWS]
    return render(request, "bare.html", {"rows": rows})


urlpatterns = [*project_urls, path("bare/", bare)]
