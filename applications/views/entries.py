"""Edit and remove the entries of a timeline."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.forms import EditEventForm, EditMessageForm
from applications.models import Application, Event, Interview, Message
from applications.services import remove_entry
from applications.views.application import show
from applications.views.base import LIST
from jobtracker.http.undo import add_undo_message, notify


@require_http_methods(["GET", "POST"])
@signed_in
def event_edit(request: Request, pk: int) -> HttpResponse:
    """Edit an event."""
    event = get_owned_or_404(
        request.user, Event.objects.select_related("application__company"), pk=pk
    )
    form = EditEventForm(request.POST or None, event=event, now=request.now)
    return _correct(request, form, event.application, event.get_kind_display())


@require_http_methods(["GET", "POST"])
@signed_in
def message_edit(request: Request, pk: int) -> HttpResponse:
    """Edit the record of a note."""
    known = Message.objects.filter(application__isnull=False)
    message = get_owned_or_404(request.user, known.select_related("application__company"), pk=pk)
    form = EditMessageForm(request.POST or None, message=message, now=request.now)
    assert message.application is not None  # noqa: S101  (the query asked for one)
    return _correct(request, form, message.application, message.get_purpose_display())


def _correct(
    request: Request,
    form: EditEventForm | EditMessageForm,
    application: Application,
    title: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.correct(now=request.now)
        notify(request, _("Corrected."))
        return redirect("applications:page", pk=application.pk)
    context = {"form": form, "application": application, "entry_title": title, "section": LIST}
    return render(request, "applications/log/entry.html", context)


@require_POST
@signed_in
def event_remove(request: Request, pk: int) -> HttpResponse:
    """Remove an event."""
    return _remove(request, get_owned_or_404(request.user, Event.objects.all(), pk=pk))


@require_POST
@signed_in
def message_remove(request: Request, pk: int) -> HttpResponse:
    """Remove the record of a note."""
    known = Message.objects.filter(application__isnull=False)
    return _remove(request, get_owned_or_404(request.user, known, pk=pk))


@require_POST
@signed_in
def interview_remove(request: Request, pk: int) -> HttpResponse:
    """Remove an interview, with its debrief and its notes."""
    return _remove(request, get_owned_or_404(request.user, Interview.objects.all(), pk=pk))


def _remove(request: Request, entry: Event | Message | Interview) -> HttpResponse:
    application_id = entry.application_id
    what = remove_entry(entry, now=request.now)
    add_undo_message(request, _("Removed from the story."), "applications:undo", dict(what))
    if request.htmx and application_id:
        return show(request, application_id)
    return redirect(reverse("applications:page", args=[application_id]))
