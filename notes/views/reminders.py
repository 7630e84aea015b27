"""*Sent* on a reminder that asks for a note, and its undo."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.models import Message
from followups.actions import ACTIONS
from followups.models import Reminder
from followups.views.reminders import acted, already, back_again, reminder_of, require, token_of
from notes import services
from notes.context import context_of


@require_POST
@signed_in
def sent(request: Request, pk: int) -> HttpResponse:
    """Record the note as sent, with the draft as its text."""
    now, reminder = request.now, reminder_of(request, pk)
    require(ACTIONS[reminder.rule].purpose)
    note = services.Note(at=now, token=token_of(request))
    return note_sent(request, reminder, services.mark_sent(reminder, note, now=now))


@require_POST
@signed_in
def undo_note(request: Request, pk: int, message: int) -> HttpResponse:
    """Undo *Sent*."""
    reminder = reminder_of(request, pk)
    found = get_owned_or_404(request.user, Message, pk=message)
    services.undo_send_note(context_of(reminder), found, now=request.now)
    return back_again(request, reminder)


def note_sent(request: Request, reminder: Reminder, message: Message | None) -> HttpResponse:
    """The response to *Sent*; ``message`` is None if there was nothing to record."""
    if message is None:
        return already(request, reminder)
    text = sent_text(message)
    undo_url = reverse("notes:note_undo", args=[reminder.pk, message.pk])
    return acted(request, reminder, text, undo_url)


def sent_text(message: Message) -> str:
    """The confirmation shown after *Sent* or *Given*."""
    reader = message.reference.contact if message.reference else message.contact
    company = message.application.company if message.application else ""
    who = {"who": str(reader or company)}
    if message.purpose == Message.Purpose.GIFT:
        return _("Your present for %(who)s is written down as given.") % who
    return _("Your note to %(who)s is written down as sent.") % who
