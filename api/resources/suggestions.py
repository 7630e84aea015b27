"""The Inbox: what waits for a yes, the answers to it, and what programs propose."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from api.answering import changed, proposal
from api.http.auth import READS, WRITES, ApiRequest, needs
from api.http.declared import CREATING, ONE, READING
from api.http.forms import invalid
from api.http.paging import page_of_all
from api.http.problems import Problem
from api.http.replies import reply
from api.http.writing import creating
from api.models import Scope
from api.proposing import lay
from api.schemas.suggestions import (
    Changes,
    Laid,
    Proposal,
    SuggestionDetail,
    SuggestionOut,
    SuggestionQuery,
    Suggestions,
    laid,
    shown,
    shown_whole,
)
from followups.forms.inbox import CHOOSE
from followups.inbox_cards import Read, cards_of, read
from inbox.answers import Answer
from inbox.models import Suggestion
from inbox.selectors import with_rows
from inbox.services.answer import accept, ignore, what_of
from inbox.services.undo import CannotUndoError, undo_answer

router = Router(tags=["inbox"])
State = Suggestion.State
ANSWERED = {200: SuggestionDetail, **CREATING}


@router.get("/suggestions", response={200: Suggestions, **READING}, auth=READS)
def list_suggestions(request: ApiRequest, asked: Query[SuggestionQuery]) -> HttpResponse:
    """List suggestions: by default those that wait, what happened first before the rest."""
    rows = owned_by(request.owner, _rows()).filter(state__in=asked.state)
    if asked.application:
        rows = rows.filter(application=asked.application)

    def show_all(found: list[Suggestion]) -> list[SuggestionOut]:
        cards = cards_of(request.owner, found, request.now, with_changes=False)
        return [shown(card) for card in cards]

    return page_of_all(rows, asked, show_all, sort=asked.sort)


@router.post(
    "/suggestions",
    response={201: Laid, **CREATING},
    auth=needs(Scope.SUGGEST, Scope.WRITE),
)
@creating
def propose_suggestion(request: ApiRequest, sent: Proposal) -> HttpResponse:
    """Lay into the Inbox what happened. Nothing else changes before the seeker's yes.

    The same proposal on the same day is one, even without an `Idempotency-Key`.
    """
    answer = proposal(request.owner, sent.sent(), request.now)
    row = lay(request.owner, answer, request.key.name, request.now)
    there = f"{request.path}/{row.pk}"
    return reply(request, laid(row), status=201, location=there)


@router.get("/suggestions/{int:pk}", response={200: SuggestionDetail, **ONE}, auth=READS)
def get_suggestion(request: ApiRequest, pk: int) -> HttpResponse:
    """Read a suggestion, with what accepting it would change in the plan."""
    return _answer(request, pk)


@router.post("/suggestions/{int:pk}/accept", response=ANSWERED, auth=WRITES)
@creating
def accept_suggestion(request: ApiRequest, pk: int, sent: Changes | None = None) -> HttpResponse:
    """Log what was read, with the changes that are sent, if any."""
    row = _waiting(request, pk)
    (found,) = read(request.owner, [row])
    try:
        accept(row, _wanted(found, sent, request), now=request.now)
    except ValidationError as error:
        raise invalid(error) from None
    return _answer(request, pk)


def _wanted(found: Read, sent: Changes | None, request: ApiRequest) -> Answer:
    """Return what to log: what was read, or with what was sent instead."""
    if sent and (fields := sent.sent()):
        return changed(found, fields, request.now)
    if found.candidates:
        raise Problem(422, errors=[("application", str(CHOOSE))])
    return found.answer


@router.post("/suggestions/{int:pk}/ignore", response=ANSWERED, auth=WRITES)
@creating
def ignore_suggestion(request: ApiRequest, pk: int) -> HttpResponse:
    """Answer that it is not about a job, or not right."""
    ignore(_waiting(request, pk), now=request.now)
    return _answer(request, pk)


@router.post("/suggestions/{int:pk}/take-back", response=ANSWERED, auth=WRITES)
@creating
def take_back_suggestion(request: ApiRequest, pk: int) -> HttpResponse:
    """Take the answer back: what it logged is removed, and the suggestion waits again."""
    try:
        undo_answer(request.owner, what_of(_row(request, pk)), now=request.now)
    except CannotUndoError as problem:
        raise Problem(409, str(problem)) from None
    return _answer(request, pk)


def _rows() -> QuerySet[Suggestion]:
    return with_rows(Suggestion.objects.all())


def _row(request: ApiRequest, pk: int) -> Suggestion:
    return get_owned_or_404(request.owner, _rows(), pk=pk)


def _waiting(request: ApiRequest, pk: int) -> Suggestion:
    row = _row(request, pk)
    if row.state != State.WAITING:
        raise Problem(409, _("That was answered already, and nothing was logged twice."))
    return row


def _answer(request: ApiRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    is_waiting = row.state == State.WAITING
    (card,) = cards_of(request.owner, [row], request.now, with_changes=is_waiting)
    return reply(request, shown_whole(card))
