"""*Sent* on a reminder that asks for a note, and its undo."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.models import Message
from followups.actions import ACTIONS
from followups.models import Reminder
from followups.views.reminders import (
    action_response,
    already_closed_response,
    get_reminder,
    get_token,
    require_action,
    undo_response,
)
from notes import services
from notes.context import context_of
from notes.from_reminder import preset_reader


@require_POST
@signed_in
def sent(request: Request, pk: int) -> HttpResponse:
    """Record the note as sent, with the draft as its text."""
    now, reminder = request.now, get_reminder(request, pk)
    require_action(ACTIONS[reminder.rule].purpose)
    reader = preset_reader(reminder, now)
    note = services.Note(at=now, token=get_token(request), contact=reader)
    try:
        message = services.mark_sent(reminder, note, now=now)
    except ValidationError as error:
        return action_response(request, reminder, " ".join(error.messages), "")
    return note_sent(request, reminder, message)


@require_POST
@signed_in
def undo_note(request: Request, pk: int, message: int) -> HttpResponse:
    """Undo *Sent*."""
    reminder = get_reminder(request, pk)
    found = get_owned_or_404(request.user, Message, pk=message)
    services.undo_send_note(context_of(reminder), found, now=request.now)
    return undo_response(request, reminder)


def note_sent(request: Request, reminder: Reminder, message: Message | None) -> HttpResponse:
    """The response to *Sent*; ``message`` is None if there was nothing to record."""
    if message is None:
        return already_closed_response(request, reminder)
    text = sent_text(message)
    undo_url = reverse("notes:note_undo", args=[reminder.pk, message.pk])
    return action_response(request, reminder, text, undo_url)


def sent_text(message: Message) -> str:
    """The confirmation shown after *Sent* or *Given*."""
    reader = message.reference.contact if message.reference else message.contact
    company = message.application.company if message.application else ""
    who = {"who": str(reader or company)}
    if message.purpose == Message.Purpose.GIFT:
        return _("Your present for %(who)s is written down as given.") % who
    return _("Your note to %(who)s is written down as sent.") % who
