"""The Inbox: suggestions are logged, changed, set aside, and each answer can be taken back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.models import Application
from followups.forms.inbox import CHOOSE, ChangeForm
from followups.inbox_cards import NEW, Read, cards_of, formatter_of, read, said
from followups.inbox_line import ENTRY
from followups.inbox_page import MOST_CONFIRMATIONS, inbox
from followups.inbox_words import sentence
from inbox.answers import Answer, as_new
from inbox.models import Suggestion
from inbox.selectors import with_rows
from inbox.services.answer import accept, accept_all, ignore, what_of
from inbox.services.undo import CannotUndoError, undo_answer
from jobtracker.http import undo as undoing
from jobtracker.http.redirects import next_page
from jobtracker.navigation import entry_named

PAGE = "followups:inbox"
LONGEST_KEY = 19
State = Suggestion.State


def get_suggestion(request: Request, pk: int) -> Suggestion:
    """Return a suggestion of the user's. Raises Http404 if there is none."""
    rows = with_rows(Suggestion.objects.all())
    return get_owned_or_404(request.user, rows, pk=pk)


@require_GET
@signed_in
def show(request: Request) -> HttpResponse:
    """Show what waits for a yes."""
    return render(request, "followups/inbox/inbox.html", _context(request))


def _context(request: Request) -> dict[str, Any]:
    number = request.POST.get("page") or request.GET.get("page")
    page = inbox(request.user, number, request.now)
    return {
        "inbox": page,
        "page": page.page,
        "now": request.now,
        "entry": entry_named(ENTRY, page.total),
        "counts": {ENTRY: page.total},
    }


@require_POST
@signed_in
def log(request: Request, pk: int) -> HttpResponse:
    """Log what we think happened, at the application that was chosen if there was a choice."""
    suggestion = get_suggestion(request, pk)
    if suggestion.state != State.WAITING:
        return _answered_already(request)
    (found,) = read(request.user, [suggestion])
    answer = found.answer
    try:
        answer = _at_chosen(request, found)
        return _log(request, suggestion, answer)
    except ValidationError as problem:
        form = ChangeForm.filled(replace(found, answer=answer), request.now)
        form.refuse(problem)
        return _change_page(request, found, form)


def _log(request: Request, suggestion: Suggestion, answer: Answer) -> HttpResponse:
    """Log an answer. Raises ValidationError where something is missing or does not fit."""
    what = accept(suggestion, answer, now=request.now)
    told = replace(said(answer, request.user.zone), is_logged=True)
    text = sentence(formatter_of(request.user, request.now), told)
    return _done(request, _("Logged: %(what)s") % {"what": text}, what)


def _at_chosen(request: Request, found: Read) -> Answer:
    """Return the proposal, with the application that was chosen on its card.

    Raises ValidationError where there is a choice, and it was not made.
    """
    value = request.POST.get("application", "")
    if value == NEW:
        return as_new(found.answer, found.suggestion)
    if not (value.isdecimal() and len(value) < LONGEST_KEY):
        if found.candidates:
            raise ValidationError({"application": CHOOSE})
        return found.answer
    rows = Application.objects.select_related("company")
    chosen = get_owned_or_404(request.user, rows, pk=int(value))
    names = {"company": chosen.company.name, "title": chosen.title}
    parts: dict[str, Any] = {"application": chosen, **names}
    return replace(found.answer, **parts)


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: Request, pk: int) -> HttpResponse:
    """Change a suggestion, and log it."""
    suggestion = get_suggestion(request, pk)
    if suggestion.state != State.WAITING:
        return _answered_already(request)
    (found,) = read(request.user, [suggestion])
    form = ChangeForm(request.POST or None, found=found, now=request.now)
    if not form.is_valid():
        return _change_page(request, found, form)
    try:
        return _log(request, suggestion, form.changed_answer())
    except ValidationError as problem:
        form.refuse(problem)
        return _change_page(request, found, form)


def _change_page(request: Request, found: Read, form: ChangeForm) -> HttpResponse:
    (card,) = cards_of(request.user, [found.suggestion], request.now, with_changes=False)
    context = {
        "card": card,
        "form": form,
        "now": request.now,
        "section": PAGE,
        "next": next_page(request, ""),
        "number": request.POST.get("page") or request.GET.get("page") or "",
    }
    if not request.htmx:
        return render(request, "followups/inbox/change.html", context)
    fragment = render(request, "followups/inbox/_change.html", context)
    return reswap(retarget(fragment, f"#{card.html_id}"), "outerHTML")


@require_POST
@signed_in
def set_aside(request: Request, pk: int) -> HttpResponse:
    """Log nothing: a mail is not about a job, or a proposal is not right."""
    suggestion = get_suggestion(request, pk)
    if suggestion.state != State.WAITING:
        return _answered_already(request)
    what = ignore(suggestion, now=request.now)
    text = _("Ignored.") if suggestion.author else _("Set aside as not about a job.")
    return _done(request, text, what)


@require_POST
@signed_in
def log_confirmations(request: Request) -> HttpResponse:
    """Log the confirmations that are ticked."""
    ids = [
        int(pk) for pk in request.POST.getlist("ids") if pk.isdecimal() and len(pk) < LONGEST_KEY
    ]
    rows = owned_by(request.user, Suggestion).filter(
        pk__in=ids[:MOST_CONFIRMATIONS], kind=Suggestion.Kind.CONFIRMATION, state=State.WAITING
    )
    found = list(with_rows(rows).order_by("at", "pk"))
    if not found:
        messages.error(request, _("Tick the confirmations to log first."))
        return _respond(request)
    what = accept_all(request.user, found, now=request.now)
    for each in what["stayed"]:
        messages.error(request, f"{each['name']}: {each['why']}")
    if not (count := len(what["suggestions"])):
        return _respond(request)
    text = ngettext("Logged %(n)d confirmation.", "Logged %(n)d confirmations.", count)
    return _done(request, text % {"n": count}, what)


@require_POST
@signed_in
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take back the answer to one suggestion, from the lists of what was answered lately."""
    suggestion = get_suggestion(request, pk)
    if _taken_back(request, what_of(suggestion)):
        undoing.notify(request, _("Back in the Inbox."))
    return _respond(request)


@require_POST
@signed_in
def undo(request: Request, key: str) -> HttpResponse:
    """Undo the latest answer."""
    what = undoing.pop(request, key)
    if what is None:
        messages.info(request, _("That was taken back already."))
        return redirect(PAGE)
    if _taken_back(request, what["what"]):
        undoing.notify(request, _("As before."))
    return redirect(what["next"] or PAGE)


def _taken_back(request: Request, what: Mapping[str, Any]) -> bool:
    """Take answers back, or tell why that cannot be done any more."""
    try:
        undo_answer(request.user, what, now=request.now)
    except CannotUndoError as problem:
        messages.error(request, str(problem))
        return False
    return True


def _done(request: Request, text: str, what: Mapping[str, Any]) -> HttpResponse:
    """Tell what was done, with the way back."""
    kept = {"what": dict(what), "next": next_page(request, "")}
    undoing.add_undo_message(request, text, "followups:inbox_undo", kept)
    return _respond(request)


def _answered_already(request: Request) -> HttpResponse:
    messages.info(request, _("That was answered already, and nothing was logged twice."))
    return _respond(request)


def _respond(request: Request) -> HttpResponse:
    """Return the page's parts that changed; without htmx, to the page."""
    if request.htmx:
        return render(request, "followups/inbox/_live.html", {**_context(request), "again": True})
    number = request.POST.get("page", "")
    page = reverse(PAGE) + (f"?{urlencode({'page': number})}" if number else "")
    return redirect(next_page(request, page))
