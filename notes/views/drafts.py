"""Write a note: the page, the checks while typing, print, and *Sent*.

The URL of a note is below that of the reminder that asks for it, or of the application or
reference it is about; ``about`` says which.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.models import Message
from followups.actions import ACTIONS
from jobtracker.http import undo as undoing
from jobtracker.http.redirects import next_page, safe_url
from notes import page as note_page
from notes import services, standalone
from notes.editor import NoteEditor
from notes.forms import DraftForm
from notes.from_reminder import reminders_to_write, writing
from notes.views.reminders import note_sent, sent_text

REMINDER = "reminder"
BEGUN_ON = {
    *("followups:today", "applications:page", "applications:interview", "people:contact"),
    *("people:reference", "applications:packet"),
}
"""The pages that link to a note, and to which the user returns after sending it."""


def note_to_write(request: Request, pk: int, about: str) -> NoteEditor:
    """Return the note that a reminder or the URL asks for."""
    return replace(_find(request, pk, about), back=came_from(request))


def came_from(request: Request) -> str:
    """The page to return to, if it is one of ``BEGUN_ON``.

    From a list of notes, the user returns to the page of what the list belongs to.
    """
    wanted = next_page(request, "")
    if wanted or "next" in request.GET:
        return wanted
    path = urlsplit(safe_url(request, request.headers.get("Referer", ""))).path.removesuffix(
        "write/"
    )
    try:
        return path if path and resolve(path).view_name in BEGUN_ON else ""
    except Resolver404:
        return ""


def _find(request: Request, pk: int, about: str) -> NoteEditor:
    if about != REMINDER:
        find = standalone.of_application if about == "application" else standalone.of_reference
        return find(request.user, pk, standalone.NoteRequest.of(request.GET), request.now)
    row = get_owned_or_404(request.user, reminders_to_write(request.user, request.now), pk=pk)
    if not ACTIONS[row.rule].purpose:
        raise BadRequest("this reminder asks for no note")
    return writing(row, request.now)


def typed(request: Request, note: NoteEditor) -> DraftForm:
    """The submitted form."""
    return DraftForm(request.POST, readers=note.readers, now=request.now)


def page(request: Request, note: NoteEditor, **more: Any) -> HttpResponse:
    """The page of a note."""
    shown = {name: more.pop(name) for name in ("start", "form") if name in more}
    context = note_page.draft_page(note, request.now, **shown)
    return render(request, "notes/note.html", {**context, **more, "now": request.now})


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """A note that a reminder asks for, suggested from the facts or continued from its draft."""
    return shown(request, note_to_write(request, pk, REMINDER))


def shown(request: Request, note: NoteEditor) -> HttpResponse:
    """Show a note; if a live reminder asks for it, redirect to that reminder's note."""
    if note.live:
        query = f"?{urlencode({'next': note.back})}" if note.back else ""
        return redirect(reverse("notes:draft", args=[note.live]) + query)
    return page(request, note, start=request.GET.get("from", ""))


@require_POST
@signed_in
def check(request: Request, pk: int, about: str = REMINDER) -> HttpResponse:
    """Save the draft and return its checks."""
    note = note_to_write(request, pk, about)
    form = typed(request, note)
    kept = _save(note, form, request.now)
    if not request.htmx:
        return page(request, note, form=form)
    context = note_page.checks(note_page.as_typed(form).body, note, request.now) | {
        "saved_at": kept
    }
    return render(request, "notes/_checks.html", context)


@require_POST
@signed_in
def sent(request: Request, pk: int, about: str = REMINDER) -> HttpResponse:
    """Record the note as sent, and mark its reminders done."""
    note = note_to_write(request, pk, about)
    form = typed(request, note)
    if not form.is_valid():
        _save(note, form, request.now)
        return page(request, note, form=form)
    try:
        return _put_on_record(request, note, _note(form, request.now))
    except ValidationError as error:
        form.add_error(None, " ".join(error.messages))
        _save(note, form, request.now)
        return page(request, note, form=form)


def _put_on_record(request: Request, note: NoteEditor, written: services.Note) -> HttpResponse:
    if note.row:
        marked = services.mark_sent(note.row, written, now=request.now)
        return note_sent(request, note.row, marked)
    message = services.send_note(note.occasion, written, now=request.now)
    undo_url = reverse("notes:sent_undo", args=[message.pk])
    undoing.notify(request, sent_text(message), undo_url)
    return redirect(next_page(request, note.about_url))


@require_POST
@signed_in
def sent_undo(request: Request, message: int) -> HttpResponse:
    """Undo *Sent* of a note without a reminder: it becomes a draft again."""
    found = get_owned_or_404(request.user, Message.objects.select_related("owner"), pk=message)
    occasion = standalone.occasion_of_message(found)
    services.undo_send_note(occasion, found, now=request.now)
    undoing.notify(request, _("Taken back: your note is as you left it."))
    return redirect(standalone.address_of(occasion))


def _note(form: DraftForm, now: datetime) -> services.Note:
    data = form.cleaned_data
    return services.Note(
        at=data["at"] or now,
        token=data["token"],
        channel=data["channel"],
        subject=data["subject"],
        body=data["body"],
        contact=data.get("contact"),
    )


@require_POST
@signed_in
def to_print(request: Request, pk: int, about: str = REMINDER) -> HttpResponse:
    """Save the draft and redirect to its print view."""
    note = note_to_write(request, pk, about)
    _save(note, typed(request, note), request.now)
    return redirect(note.urls["sheet"])


@require_GET
@signed_in
def sheet(request: Request, pk: int, about: str = REMINDER) -> HttpResponse:
    """The note alone, for printing."""
    context = note_page.draft_page(note_to_write(request, pk, about), request.now)
    return render(request, "notes/print.html", context)


@require_POST
@signed_in
def discard(request: Request, pk: int, about: str = REMINDER) -> HttpResponse:
    """Discard the draft and start from the suggestion again."""
    note = note_to_write(request, pk, about)
    services.discard_draft(note.occasion)
    return redirect(note.url)


def _save(note: NoteEditor, form: DraftForm, now: datetime) -> datetime | None:
    """Save the draft and return when: an error in another field must not lose the text."""
    form.is_valid()
    channel = form.cleaned_data.get("channel")
    if not channel or {"subject", "body"} & form.errors.keys():
        return None
    draft = note_page.as_typed(form)
    return services.save_draft(note.occasion, channel, draft, now=now).updated_at
