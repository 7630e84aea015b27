"""The board."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import Request, signed_in
from applications.board import board_of
from applications.forms import MoveForm, QuickAddForm
from applications.table.page import under_way
from jobtracker.http.undo import notify

BOARD = "applications:board"


@require_GET
@signed_in
def board(request: Request) -> HttpResponse:
    """A column a stage."""
    return show_board(request)


def show_board(
    request: Request, quick: QuickAddForm | None = None, *, accepted: bool = False
) -> HttpResponse:
    """The board, or for htmx the piece of it that changes.

    Where one was just ``accepted``, it says how many others are under way.
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
    name = "applications/_board.html" if request.htmx else "applications/board.html"
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
