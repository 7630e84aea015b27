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

from accounts.access import get_mine
from accounts.pages import Request, signed_in
from applications.models import Event, Message
from applications.services import remove_event
from followups import cards, reminder_page, services
from followups.acts import ACTS
from followups.forms import LaterForm
from followups.models import Reminder
from followups.occasions import occasion_of
from jobtracker import undo as undoing
from jobtracker.next_page import next_page
from jobtracker.once import TokenForm
from jobtracker.templatetags.moments import clock, day

CHANGED = "reminders-changed"
ROW = "row"
"""How a form says that it stands in a row: its answer is a message, and the list is told anew."""
UNTIL = "until"


def _reminder(request: Request, pk: int) -> Reminder:
    return get_mine(request.user, Reminder.objects.select_related(*cards.WITH, "owner"), pk=pk)


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """One reminder: why it is there, on whose words, and its acts."""
    now = timezone.now()
    context = reminder_page.reminder_page(request.user, _reminder(request, pk), now)
    return render(request, "followups/reminder.html", {**context, "now": now})


@require_GET
@signed_in
def why(request: Request, pk: int) -> HttpResponse:
    """Only the reason, the arithmetic and the sources, for a card that opens in place."""
    now = timezone.now()
    context = reminder_page.reminder_page(request.user, _reminder(request, pk), now)
    return render(request, "followups/_why.html", {**context, "now": now})


@require_GET
@signed_in
def menu(request: Request, pk: int) -> HttpResponse:
    """The acts that a card or a row keeps folded away."""
    template = "followups/_row_menu.html" if is_row(request) else "followups/_later_form.html"
    return render(request, template, _shown(request, _reminder(request, pk)))


@require_POST
@signed_in
def sent(request: Request, pk: int) -> HttpResponse:
    """The note was sent as it is."""
    now, reminder = timezone.now(), _reminder(request, pk)
    _require(ACTS[reminder.rule].purpose)
    note = services.Note(at=now, token=_token(request))
    return note_sent(request, reminder, services.mark_sent(reminder, note, now=now))


@require_POST
@signed_in
def settled(request: Request, pk: int) -> HttpResponse:
    """The fact that the reminder's own button stands for is the case."""
    now, reminder = timezone.now(), _reminder(request, pk)
    _require(ACTS[reminder.rule].fact)
    event = services.record_fact(reminder, _token(request), now=now)
    if event is None:
        return _already(request, reminder)
    text = _("%(done)s: %(what)s.") % {"done": ACTS[reminder.rule].did, "what": _where(reminder)}
    return acted(request, reminder, text, reverse("followups:fact_undo", args=[pk, event.pk]))


@require_POST
@signed_in
def done(request: Request, pk: int) -> HttpResponse:
    """It is done, and nothing is written down but that."""
    now, reminder = timezone.now(), _reminder(request, pk)
    services.mark_done(reminder, now=now)
    text = _("Done: %(what)s.") % {"what": _what(reminder)}
    return acted(request, reminder, text, reverse("followups:reminder_undo", args=[pk]))


@require_POST
@signed_in
def not_needed(request: Request, pk: int) -> HttpResponse:
    """It is not needed, and does not come back."""
    now, reminder = timezone.now(), _reminder(request, pk)
    services.dismiss(reminder, now=now)
    text = _("Not needed: %(what)s.") % {"what": _what(reminder)}
    return acted(request, reminder, text, reverse("followups:reminder_undo", args=[pk]))


@require_POST
@signed_in
def later(request: Request, pk: int) -> HttpResponse:
    """It is put off."""
    now, reminder = timezone.now(), _reminder(request, pk)
    form = LaterForm(request.POST, reminder=reminder, now=now)
    if not form.is_valid():
        return _later_again(request, reminder, form)
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
    now, reminder = timezone.now(), _reminder(request, pk)
    services.bring_back(reminder, now=now, until=_before(request))
    return back_again(request, reminder)


@require_POST
@signed_in
def undo_note(request: Request, pk: int, message: int) -> HttpResponse:
    """Undo of sent."""
    reminder = _reminder(request, pk)
    found = get_mine(request.user, Message, pk=message)
    services.take_back_note(occasion_of(reminder), found, now=timezone.now())
    return back_again(request, reminder)


@require_POST
@signed_in
def undo_fact(request: Request, pk: int, event: int) -> HttpResponse:
    """Undo of a fact that was recorded."""
    reminder = _reminder(request, pk)
    found = get_mine(request.user, Event, pk=event, application=reminder.application_id)
    remove_event(found, now=timezone.now())
    return back_again(request, reminder)


def note_sent(request: Request, reminder: Reminder, message: Message | None) -> HttpResponse:
    """The answer to *Sent*; ``message`` is None where there was nothing more to write down."""
    if message is None:
        return _already(request, reminder)
    text = written_down(message)
    undo_url = reverse("followups:note_undo", args=[reminder.pk, message.pk])
    return acted(request, reminder, text, undo_url)


def written_down(message: Message) -> str:
    """What *Sent* and *Given* say, once the note is on record."""
    reader = message.reference.contact if message.reference else message.contact
    company = message.application.company if message.application else ""
    who = {"who": str(reader or company)}
    if message.purpose == Message.Purpose.GIFT:
        return _("Your present for %(who)s is written down as given.") % who
    return _("Your note to %(who)s is written down as sent.") % who


def _already(request: Request, reminder: Reminder) -> HttpResponse:
    """The answer to an act that another open page was quicker with."""
    text = _("Settled already, and nothing was written down twice: %(what)s.")
    return acted(request, reminder, text % {"what": _what(reminder)}, "")


def acted(request: Request, reminder: Reminder, text: str, undo_url: str) -> HttpResponse:
    """The answer to an act: a line in the card's place, or a page with a message.

    Both offer *Undo*, unless ``undo_url`` is empty.
    """
    if not request.htmx:
        undoing.say(request, text, undo_url)
        return redirect(where_next(request))
    context = {"id": reminder.pk, "text": text, "undo_url": undo_url}
    template = "followups/_acted.html"
    if is_row(request):
        template = "followups/_acted_row.html"
        context["undo_url"] = undo_url and f"{undo_url}{'&' if '?' in undo_url else '?'}as={ROW}"
    return trigger_client_event(render(request, template, context), CHANGED)


def back_again(request: Request, reminder: Reminder) -> HttpResponse:
    """The answer to an undo: the card again."""
    if not request.htmx:
        undoing.say(request, _("As before: %(what)s.") % {"what": _what(reminder)})
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
    context = _shown(request, _reminder(request, reminder.pk))
    return render(request, "followups/_cards.html", context)


def _shown(request: Request, row: Reminder) -> dict[str, object]:
    now = timezone.now()
    told = cards.teller(request.user, [row], now)
    card = cards.card(row, told)
    return {"card": card, "cards": [card], "now": now}


def _later_again(request: Request, reminder: Reminder, form: LaterForm) -> HttpResponse:
    if request.htmx:
        context = {**_shown(request, reminder), "later": form}
        menu = render(request, "followups/_later_form.html", context)
        return reswap(retarget(menu, f"#reminder-{reminder.pk} .menu-list"), "outerHTML")
    now = timezone.now()
    context = reminder_page.reminder_page(request.user, reminder, now)
    context = {**context, "later": form, "now": now}
    return render(request, "followups/reminder.html", context)


def _before(request: Request) -> datetime | None:
    """Until when a reminder slept before the act that is undone."""
    try:
        moment = datetime.fromisoformat(request.GET.get(UNTIL, ""))
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None


def _require(fits: str) -> None:
    if not fits:
        raise BadRequest("this reminder has no such act")


def _token(request: Request) -> UUID:
    form = TokenForm(request.POST)
    if not form.is_valid():
        raise BadRequest("a press of a button needs its token")
    token: UUID = form.cleaned_data["token"]
    return token


def _what(reminder: Reminder) -> str:
    """What was asked, within a sentence, and at which company."""
    title = ACTS[reminder.rule].named(cards.reader_of(reminder))
    what = title[:1].lower() + title[1:]
    if not reminder.application:
        return what
    company = reminder.application.company.name
    return _("%(what)s (%(company)s)") % {"what": what, "company": company}


def _where(reminder: Reminder) -> str:
    return str(reminder.application or reminder.reference)
