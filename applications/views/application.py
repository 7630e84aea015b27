"""The page of one application."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.decorators import Request, signed_in
from applications.application_page import page_of
from applications.views.base import LIST

PAGE = "applications/application.html"
PIECE = "applications/_application.html"
STORY = "applications/_timeline_and_steps.html"


@require_GET
@signed_in
def page(request: Request, pk: int) -> HttpResponse:
    """One application: its head, its story with the log bar, and what is beside it."""
    if request.htmx and request.htmx.target == "story-part":
        return _story(request, pk)
    return show(request, pk)


def _story(request: Request, pk: int) -> HttpResponse:
    """The story and the next step, after an act on a reminder."""
    now = request.now
    return render(request, STORY, {"page": page_of(request.user, pk, now), "now": now})


def show(request: Request, pk: int, *, new_entry: str = "") -> HttpResponse:
    """The page, or for htmx the piece of it that an act may have changed.

    ``new_entry`` is the anchor of what the act wrote into the story, where the reader goes on.
    """
    now = request.now
    page = page_of(request.user, pk, now)
    context = {"page": page, "now": now, "section": LIST, "new_entry": new_entry}
    return render(request, PIECE if request.htmx else PAGE, context)
