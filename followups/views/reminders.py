"""What a person does with a reminder: an act an address, each answered in place."""

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
from followups.models import Reminder
from jobtracker.forms.idempotent import TokenForm
from jobtracker.http import undo as undoing
from jobtracker.http.redirects import next_page
from jobtracker.templatetags.dates import clock, day

CHANGED = "reminders-changed"
ROW = "row"
"""How a form says that it stands in a row: its answer is a message, and the list is told anew."""
UNTIL = "until"


def reminder_of(request: Request, pk: int) -> Reminder:
    return get_owned_or_404(
        request.user, Reminder.objects.select_related(*cards.WITH, "owner"), pk=pk
    )


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """One reminder: why it is there, on whose words, and its acts."""
    now = request.now
    context = reminder_detail.reminder_page(request.user, reminder_of(request, pk), now)
    return render(request, "followups/reminder.html", {**context, "now": now})


@require_GET
@signed_in
def why(request: Request, pk: int) -> HttpResponse:
    """Only the reason, the arithmetic and the sources, for a card that opens in place."""
    now = request.now
    context = reminder_detail.reminder_page(request.user, reminder_of(request, pk), now)
    return render(request, "followups/_why.html", {**context, "now": now})


@require_GET
@signed_in
def menu(request: Request, pk: int) -> HttpResponse:
    """The acts that a card or a row keeps folded away."""
    template = "followups/_row_menu.html" if is_row(request) else "followups/_snooze_form.html"
    return render(request, template, _shown(request, reminder_of(request, pk)))


@require_POST
@signed_in
def record(request: Request, pk: int) -> HttpResponse:
    """The fact that the reminder's own button stands for is the case."""
    now, reminder = request.now, reminder_of(request, pk)
    require(ACTIONS[reminder.rule].fact)
    event = services.record_fact(reminder, token_of(request), now=now)
    if event is None:
        return already(request, reminder)
    text = _("%(done)s: %(what)s.") % {"done": ACTIONS[reminder.rule].did, "what": _where(reminder)}
    return acted(request, reminder, text, reverse("followups:fact_undo", args=[pk, event.pk]))


@require_POST
@signed_in
def done(request: Request, pk: int) -> HttpResponse:
    """It is done, and nothing is written down but that."""
    now, reminder = request.now, reminder_of(request, pk)
    services.mark_done(reminder, now=now)
    text = _("Done: %(what)s.") % {"what": _what(reminder)}
    return acted(request, reminder, text, reverse("followups:reminder_undo", args=[pk]))


@require_POST
@signed_in
def dismiss(request: Request, pk: int) -> HttpResponse:
    """It is not needed, and does not come back."""
    now, reminder = request.now, reminder_of(request, pk)
    services.dismiss(reminder, now=now)
    text = _("Not needed: %(what)s.") % {"what": _what(reminder)}
    return acted(request, reminder, text, reverse("followups:reminder_undo", args=[pk]))


@require_POST
@signed_in
def snooze(request: Request, pk: int) -> HttpResponse:
    """It is put off."""
    now, reminder = request.now, reminder_of(request, pk)
    form = SnoozeForm(request.POST, reminder=reminder, now=now)
    if not form.is_valid():
        return _snooze_again(request, reminder, form)
    wake = form.cleaned_data["wake"]
    services.snooze(reminder, wake, now=now)
    text = _("Put off until %(day)s, %(time)s: %(what)s.")
    parts = {"day": day(wake), "time": clock(wake), "what": _what(reminder)}
    undo_url = reverse("followups:reminder_undo", args=[pk])
    if reminder.snoozed_until:
        undo_url += f"?{urlencode({UNTIL: reminder.snoozed_until.isoformat()})}"
    return acted(request, reminder, text % parts, undo_url)


@require_POST
@signed_in
def undo(request: Request, pk: int) -> HttpResponse:
    """Undo of done, not needed and later."""
    now, reminder = request.now, reminder_of(request, pk)
    services.bring_back(reminder, now=now, until=_before(request))
    return back_again(request, reminder)


@require_POST
@signed_in
def undo_fact(request: Request, pk: int, event: int) -> HttpResponse:
    """Undo of a fact that was recorded."""
    reminder = reminder_of(request, pk)
    found = get_owned_or_404(request.user, Event, pk=event, application=reminder.application_id)
    remove_event(found, now=request.now)
    return back_again(request, reminder)


def already(request: Request, reminder: Reminder) -> HttpResponse:
    """The answer to an act that another open page was quicker with."""
    text = _("Settled already, and nothing was written down twice: %(what)s.")
    return acted(request, reminder, text % {"what": _what(reminder)}, "")


def acted(request: Request, reminder: Reminder, text: str, undo_url: str) -> HttpResponse:
    """The answer to an act: a line in the card's place, or a page with a message.

    Both offer *Undo*, unless ``undo_url`` is empty.
    """
    if not request.htmx:
        undoing.notify(request, text, undo_url)
        return redirect(where_next(request))
    context = {"id": reminder.pk, "text": text, "undo_url": undo_url}
    template = "followups/_action_done.html"
    if is_row(request):
        template = "followups/_action_done_row.html"
        context["undo_url"] = undo_url and f"{undo_url}{'&' if '?' in undo_url else '?'}as={ROW}"
    return trigger_client_event(render(request, template, context), CHANGED)


def back_again(request: Request, reminder: Reminder) -> HttpResponse:
    """The answer to an undo: the card again."""
    if not request.htmx:
        undoing.notify(request, _("As before: %(what)s.") % {"what": _what(reminder)})
        return redirect(where_next(request))
    if is_row(request):
        context = {"text": _("As before: %(what)s.") % {"what": _what(reminder)}}
        return trigger_client_event(render(request, "_toast.html", context), CHANGED)
    return trigger_client_event(_card(request, reminder), CHANGED)


def is_row(request: Request) -> bool:
    """Whether the form that was pressed stands in a row rather than in a card."""
    return ROW in (request.POST.get("as"), request.GET.get("as"))


def where_next(request: Request) -> str:
    """Where a form wants to lead on; Today where it does not say, or says another site."""
    return next_page(request, reverse("followups:today"))


def _card(request: Request, reminder: Reminder) -> HttpResponse:
    context = _shown(request, reminder_of(request, reminder.pk))
    return render(request, "followups/_cards.html", context)


def _shown(request: Request, row: Reminder) -> dict[str, object]:
    now = request.now
    context = cards.card_context(request.user, [row], now)
    card = cards.card(row, context)
    return {"card": card, "cards": [card], "now": now}


def _snooze_again(request: Request, reminder: Reminder, form: SnoozeForm) -> HttpResponse:
    if request.htmx:
        context = {**_shown(request, reminder), "later": form}
        menu = render(request, "followups/_snooze_form.html", context)
        return reswap(retarget(menu, f"#reminder-{reminder.pk} .menu-list"), "outerHTML")
    now = request.now
    context = reminder_detail.reminder_page(request.user, reminder, now)
    context = {**context, "later": form, "now": now}
    return render(request, "followups/reminder.html", context)


def _before(request: Request) -> datetime | None:
    """Until when a reminder slept before the act that is undone."""
    try:
        moment = datetime.fromisoformat(request.GET.get(UNTIL, ""))
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None


def require(fits: str) -> None:
    if not fits:
        raise BadRequest("this reminder has no such act")


def token_of(request: Request) -> UUID:
    form = TokenForm(request.POST)
    if not form.is_valid():
        raise BadRequest("a press of a button needs its token")
    token: UUID = form.cleaned_data["token"]
    return token


def _what(reminder: Reminder) -> str:
    """What was asked, within a sentence, and at which company."""
    title = title_of(reminder)
    what = title[:1].lower() + title[1:]
    if not reminder.company:
        return what
    return _("%(what)s (%(company)s)") % {"what": what, "company": reminder.company}


def _where(reminder: Reminder) -> str:
    return str(reminder.application or reminder.reference)
