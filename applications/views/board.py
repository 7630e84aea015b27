"""The board, and moving an application to another stage."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.board import board_of
from applications.forms import MoveForm, QuickAddForm
from applications.models import Application, Stage
from applications.services import move_all
from applications.table.page import under_way
from applications.views.base import LIST
from jobtracker.http.undo import add_undo_message, notify

BOARD = "applications:board"


@require_GET
@signed_in
def board(request: Request) -> HttpResponse:
    """The board, with a column per stage."""
    return show_board(request)


def show_board(
    request: Request, quick: QuickAddForm | None = None, *, accepted: bool = False
) -> HttpResponse:
    """The board, or for htmx the part of it that changes.

    If one was just ``accepted``, it says how many others are under way.
    """
    now = request.now
    columns = board_of(request.user, now)
    context = {
        "columns": columns,
        "has_cards": any(column.count for column in columns),
        "quick": quick or QuickAddForm(now=now, auto_id="quick_%s"),
        "move": MoveForm(now=now, auto_id="move_%s"),
        "others": under_way(request.user) if accepted else 0,
        "section": BOARD,
    }
    name = "applications/board/_board.html" if request.htmx else "applications/board/board.html"
    return render(request, name, context)


@require_POST
@signed_in
def quick_add(request: Request) -> HttpResponse:
    """Save a job for later, from its column."""
    form = QuickAddForm(request.POST, now=request.now, auto_id="quick_%s")
    if not form.is_valid():
        return show_board(request, form)
    form.add(request.user, now=request.now)
    notify(request, _("Saved for later."))
    return show_board(request) if request.htmx else redirect(BOARD)


@require_http_methods(["GET", "POST"])
@signed_in
def move(request: Request, pk: int) -> HttpResponse:
    """Choose the stage, and for an outcome its date; the board moves its cards with this view."""
    query = Application.objects.select_related("company")
    application = get_owned_or_404(request.user, query, pk=pk)
    prefilled = {"stage": request.GET.get("stage", application.stage)}
    typed = request.POST if request.method == "POST" else None
    form = MoveForm(typed, now=request.now, initial=prefilled)
    if request.method == "POST" and form.is_valid():
        contradiction = _move(request, application, form)
        if not contradiction or _is_on_board(request):
            return _answer(request, application)
        form.add_error("stage", contradiction)
    context = {"form": form, "application": application, "section": LIST}
    return render(request, "applications/move.html", context)


def _move(request: Request, application: Application, form: MoveForm) -> str:
    """Move it; return why it could not be, or an empty text."""
    what = move_all(
        request.user,
        [application.pk],
        form.new_stage,
        at=form.moment,
        token=form.once,
        now=request.now,
    )
    if what["moves"]:
        application.refresh_from_db(fields=["stage"])
        text = _moved(application, form.new_stage)
        add_undo_message(request, text, "applications:undo", dict(what))
    why = "".join(each["why"] for each in what["stayed"])
    if why and _is_on_board(request):
        messages.error(request, f"{application.title}: {why}")
    return why


def _moved(application: Application, wanted: Stage) -> str:
    text = _("“%(title)s” is now in “%(stage)s”.")
    if application.stage != wanted:
        text = _("Written down. What came later stands, so “%(title)s” stays in “%(stage)s”.")
    return text % {"title": application.title, "stage": application.get_stage_display()}


def _answer(request: Request, application: Application) -> HttpResponse:
    if _is_on_board(request):
        return show_board(request, accepted=application.stage == Stage.ACCEPTED)
    return redirect("applications:page", pk=application.pk)


def _is_on_board(request: Request) -> bool:
    return bool(request.htmx) and request.htmx.target == "board"
