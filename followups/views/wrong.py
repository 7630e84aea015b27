"""The page "Wrong reminder?", and the anonymous case as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.decorators import Request, signed_in
from followups.actions import title_of
from followups.timing.catalogue.index import RULES
from followups.views.reminders import get_reminder
from followups.wrong_reminder import doubted_case

FILE_NAME = "wrong-reminder.json"


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """Show the case behind a reminder, to copy or to download, and say what it gives away."""
    reminder = get_reminder(request, pk)
    context = {
        "reminder": reminder,
        "title": title_of(reminder),
        "rule": RULES[reminder.rule],
        "case": doubted_case(reminder, request.now),
        "file_name": FILE_NAME,
        "now": request.now,
    }
    return render(request, "followups/wrong.html", context)


@require_GET
@signed_in
def download(request: Request, pk: int) -> HttpResponse:
    """Return the same case as a file."""
    case = doubted_case(get_reminder(request, pk), request.now)
    if case is None:
        raise Http404
    response = HttpResponse(f"{case.text}\n", content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    response["Cache-Control"] = "private, no-store"
    return response
