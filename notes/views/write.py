"""Choose which note to write: about an application, or to a reference."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.models import Application
from notes.standalone import NoteRequest, options
from notes.views import drafts
from references.models import Reference


@require_GET
@signed_in
def about_application(request: Request, pk: int) -> HttpResponse:
    """The note in the URL; without a purpose, the notes to choose from."""
    wanted = NoteRequest.of(request.GET)
    if wanted.purpose:
        return drafts.shown(request, drafts.note_to_write(request, pk, "application"))
    rows = Application.objects.select_related("company", "owner", "referred_by")
    application = get_owned_or_404(request.user, rows, pk=pk)
    context = {
        "application": application,
        "to_employer": options.to_employer(application, wanted.key("c"), request.now),
        "to_referrer": [] if wanted.to else options.to_referrer(application),
        "to_references": [] if wanted.to else options.to_references(application),
        "section": "applications:list",
    }
    return render(request, "notes/write.html", context)


@require_GET
@signed_in
def to_reference(request: Request, pk: int) -> HttpResponse:
    """The note in the URL; without a purpose, the notes to choose from."""
    wanted = NoteRequest.of(request.GET)
    if wanted.purpose:
        return drafts.shown(request, drafts.note_to_write(request, pk, "reference"))
    reference = get_owned_or_404(
        request.user, Reference.objects.select_related("contact__owner"), pk=pk
    )
    context = {
        "reference": reference,
        "to_references": options.to_reference(reference),
        "section": "people:references",
    }
    return render(request, "notes/write.html", context)
