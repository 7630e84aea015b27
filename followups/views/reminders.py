"""Views of one reminder and its actions; htmx gets a fragment, other clients a redirect."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.models import Event
from applications.services import remove_event
from followups import cards, reminder_detail, services
from followups.actions import ACTIONS, title_of
from followups.forms.reminders import SnoozeForm
from followups.joint import joined
from followups.models import Reminder
from jobtracker.forms.idempotent import TokenForm
from jobtracker.http import undo as undoing
from jobtracker.http.redirects import next_page
from jobtracker.templatetags.dates import clock, day

CHANGED = "reminders-changed"
ROW = "row"
"""Value of ``as`` in forms in a row of a list: respond with a message and reload the list."""
UNTIL = "until"


def get_reminder(request: Request, pk: int) -> Reminder:
    return get_owned_or_404(
        request.user, Reminder.objects.select_related(*cards.WITH, "owner"), pk=pk
    )


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """Show one reminder: its reason, sources and actions."""
    now = request.now
    context = reminder_detail.reminder_page(request.user, get_reminder(request, pk), now)
    return render(request, "followups/reminder.html", {**context, "now": now})


@require_GET
@signed_in
def why(request: Request, pk: int) -> HttpResponse:
    """Return only the arithmetic and the sources, for a card."""
    now = request.now
    context = reminder_detail.reminder_page(request.user, get_reminder(request, pk), now)
    return render(request, "followups/_why.html", {**context, "now": now})


@require_GET
@signed_in
def menu(request: Request, pk: int) -> HttpResponse:
    """Return the menu of a card or a row, with its further actions."""
    template = "followups/_row_menu.html" if is_row(request) else "followups/_snooze_form.html"
    return render(request, template, _card_values(request, get_reminder(request, pk)))


@require_POST
@signed_in
def record(request: Request, pk: int) -> HttpResponse:
    """Record the fact that the reminder's own button stands for."""
    now, reminder = request.now, get_reminder(request, pk)
    require_action(ACTIONS[reminder.rule].fact)
    event = services.record_fact(reminder, get_token(request), now=now)
    if event is None:
        return already_closed_response(request, reminder)
    text = _("%(done)s: %(what)s.") % {
        "done": ACTIONS[reminder.rule].done_label,
        "what": _subject(reminder),
    }
    return action_response(
        request, reminder, text, reverse("followups:fact_undo", args=[pk, event.pk])
    )


@require_POST
@signed_in
def done(request: Request, pk: int) -> HttpResponse:
    """Mark a reminder as done."""
    now, reminder = request.now, get_reminder(request, pk)
    services.mark_done(reminder, now=now)
    text = _("Done: %(what)s.") % {"what": _title_in_sentence(reminder)}
    return action_response(request, reminder, text, reverse("followups:reminder_undo", args=[pk]))


@require_POST
@signed_in
def dismiss(request: Request, pk: int) -> HttpResponse:
    """Dismiss a reminder."""
    now, reminder = request.now, get_reminder(request, pk)
    services.dismiss(reminder, now=now)
    text = _("Not needed: %(what)s.") % {"what": _title_in_sentence(reminder)}
    return action_response(request, reminder, text, reverse("followups:reminder_undo", args=[pk]))


@require_POST
@signed_in
def snooze(request: Request, pk: int) -> HttpResponse:
    """Snooze a reminder."""
    now, reminder = request.now, get_reminder(request, pk)
    form = SnoozeForm(request.POST, reminder=reminder, now=now)
    if not form.is_valid():
        return _snooze_form_response(request, reminder, form)
    wake = form.cleaned_data["wake"]
    services.snooze(reminder, wake, now=now)
    text = _("Put off until %(day)s, %(time)s: %(what)s.")
    parts = {"day": day(wake), "time": clock(wake), "what": _title_in_sentence(reminder)}
    undo_url = reverse("followups:reminder_undo", args=[pk])
    if reminder.snoozed_until:
        undo_url += f"?{urlencode({UNTIL: reminder.snoozed_until.isoformat()})}"
    return action_response(request, reminder, text % parts, undo_url)


@require_POST
@signed_in
def undo(request: Request, pk: int) -> HttpResponse:
    """Undo done, dismiss or snooze."""
    now, reminder = request.now, get_reminder(request, pk)
    services.undo_action(reminder, now=now, until=_previous_snooze(request))
    return undo_response(request, reminder)


@require_POST
@signed_in
def undo_fact(request: Request, pk: int, event: int) -> HttpResponse:
    """Undo a recorded fact."""
    reminder = get_reminder(request, pk)
    found = get_owned_or_404(request.user, Event, pk=event, application=reminder.application_id)
    remove_event(found, now=request.now)
    return undo_response(request, reminder)


def already_closed_response(request: Request, reminder: Reminder) -> HttpResponse:
    """Respond to an action on a reminder that was closed meanwhile, on another open page."""
    text = _("Settled already, and nothing was written down twice: %(what)s.")
    return action_response(request, reminder, text % {"what": _title_in_sentence(reminder)}, "")


def action_response(request: Request, reminder: Reminder, text: str, undo_url: str) -> HttpResponse:
    """Respond to an action: with a line in the card's place, or a redirect and a message.

    Both offer *Undo*, unless ``undo_url`` is empty.
    """
    if not request.htmx:
        undoing.notify(request, text, undo_url)
        return redirect(next_url(request))
    context = {"id": reminder.pk, "text": text, "undo_url": undo_url}
    template = "followups/_action_done.html"
    if is_row(request):
        template = "followups/_action_done_row.html"
        context["undo_url"] = undo_url and f"{undo_url}{'&' if '?' in undo_url else '?'}as={ROW}"
    return trigger_client_event(render(request, template, context), CHANGED)


def undo_response(request: Request, reminder: Reminder) -> HttpResponse:
    """Respond to an undo: with the card, or a redirect and a message."""
    if not request.htmx:
        undoing.notify(request, _("As before: %(what)s.") % {"what": _title_in_sentence(reminder)})
        return redirect(next_url(request))
    if is_row(request):
        context = {"text": _("As before: %(what)s.") % {"what": _title_in_sentence(reminder)}}
        return trigger_client_event(render(request, "_toast.html", context), CHANGED)
    return trigger_client_event(_card(request, reminder), CHANGED)


def is_row(request: Request) -> bool:
    """Return whether the submitted form is in a row rather than in a card."""
    return ROW in (request.POST.get("as"), request.GET.get("as"))


def next_url(request: Request) -> str:
    """Return the form's ``next`` URL; Today if it is missing or on another site."""
    return next_page(request, reverse("followups:today"))


def _card(request: Request, reminder: Reminder) -> HttpResponse:
    context = _card_values(request, get_reminder(request, reminder.pk))
    return render(request, "followups/_cards.html", context)


def _card_values(request: Request, row: Reminder) -> dict[str, object]:
    now = request.now
    rows = joined(row, now)
    context = cards.card_context(request.user, rows, now)
    card = cards.card(rows[0], context, rows[1:])
    return {"card": card, "cards": [card], "now": now}


def _snooze_form_response(request: Request, reminder: Reminder, form: SnoozeForm) -> HttpResponse:
    if request.htmx:
        context = {**_card_values(request, reminder), "later": form}
        menu = render(request, "followups/_snooze_form.html", context)
        return reswap(retarget(menu, f"#reminder-{reminder.pk} .menu-list"), "outerHTML")
    now = request.now
    context = reminder_detail.reminder_page(request.user, reminder, now)
    context = {**context, "later": form, "now": now}
    return render(request, "followups/reminder.html", context)


def _previous_snooze(request: Request) -> datetime | None:
    """Until when the reminder was snoozed before the action to undo."""
    try:
        moment = datetime.fromisoformat(request.GET.get(UNTIL, ""))
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None


def require_action(fits: str) -> None:
    if not fits:
        raise BadRequest("this reminder has no such action")


def get_token(request: Request) -> UUID:
    form = TokenForm(request.POST)
    if not form.is_valid():
        raise BadRequest("the form's token is missing or invalid")
    token: UUID = form.cleaned_data["token"]
    return token


def _title_in_sentence(reminder: Reminder) -> str:
    """The reminder's title as used within a sentence, with the company."""
    title = title_of(reminder)
    what = title[:1].lower() + title[1:]
    if not reminder.company:
        return what
    return _("%(what)s (%(company)s)") % {"what": what, "company": reminder.company}


def _subject(reminder: Reminder) -> str:
    return str(reminder.application or reminder.reference or title_of(reminder))
