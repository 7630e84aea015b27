"""Actions on the applications ticked in the table."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import Request, signed_in
from applications.forms import MoveForm
from applications.models import Stage
from applications.services import archive_all, check_tag, move_all, tag_all, unarchive_all
from applications.table.page import chosen
from applications.views.base import LIST, back
from jobtracker.http.params import clean_line
from jobtracker.http.undo import add_undo_message, notify

LONGEST_TAG = 40
MOST_NAMED = 5
"""How many applications that could not be moved are named, each with the reason."""
NOTHING_TICKED = lazy("Tick the applications first.")


@require_http_methods(["GET", "POST"])
@signed_in
def bulk_move(request: Request) -> HttpResponse:
    """Move them to another stage; GET with htmx loads the form."""
    now, ids = request.now, _ticked(request)
    form = MoveForm(request.POST if "stage" in request.POST else None, now=now, auto_id="move_%s")
    if request.method == "GET":
        return _ask_stage(request, form)
    if not ids:
        return _refused(request, str(NOTHING_TICKED))
    if not form.is_valid():
        context = {"form": form, "ids": ids, "next": back(request, reverse(LIST)), "section": LIST}
        return render(request, "applications/table/bulk_move.html", context)
    what = move_all(request.user, ids, form.new_stage, at=form.moment, token=form.once, now=now)
    _say_what_stayed(request, what["stayed"])
    return _done(request, what, _moved(len(what["moves"]), form.new_stage))


def _say_what_stayed(request: Request, stayed: list[dict[str, str]]) -> None:
    for each in stayed[:MOST_NAMED]:
        messages.error(request, f"{each['name']}: {each['why']}")
    more = len(stayed) - MOST_NAMED
    if more > 0:
        text = ngettext("%(n)d more stayed as it is.", "%(n)d more stayed as they are.", more)
        messages.error(request, text % {"n": more})


def _ask_stage(request: Request, form: MoveForm) -> HttpResponse:
    if not request.htmx:
        return redirect(LIST)
    return render(request, "applications/table/_bulk_move.html", {"form": form})


def _moved(count: int, stage: Stage) -> str:
    text = ngettext(
        "%(n)d application moved to “%(stage)s”.",
        "%(n)d applications moved to “%(stage)s”.",
        count,
    )
    return text % {"n": count, "stage": stage.label}


@require_POST
@signed_in
def bulk_tag(request: Request) -> HttpResponse:
    """Add a tag to them."""
    name = clean_line(request.POST, "tag")
    if not name or len(name) > LONGEST_TAG:
        return _refused(request, _("Enter a tag of 1 to 40 characters."))
    try:
        check_tag(name)
    except ValidationError as refused:
        return _refused(request, refused.messages[0])
    what = tag_all(request.user, _ticked(request), name)
    count = len(what["ids"])
    text = ngettext(
        "%(n)d application tagged “%(tag)s”.", "%(n)d applications tagged “%(tag)s”.", count
    )
    return _done(request, what, text % {"n": count, "tag": name})


@require_POST
@signed_in
def bulk_archive(request: Request) -> HttpResponse:
    """Archive them."""
    what = archive_all(request.user, _ticked(request), now=request.now)
    count = len(what["ids"])
    return _done(
        request, what, ngettext("%(n)d put away.", "%(n)d put away.", count) % {"n": count}
    )


@require_POST
@signed_in
def bulk_unarchive(request: Request) -> HttpResponse:
    """Unarchive them."""
    what = unarchive_all(request.user, _ticked(request), now=request.now)
    count = len(what["ids"])
    text = ngettext("%(n)d taken out again.", "%(n)d taken out again.", count)
    return _done(request, what, text % {"n": count})


def _ticked(request: Request) -> list[int]:
    return chosen(request.POST.getlist("ids"))


def _done(request: Request, what: Mapping[str, Any], text: str) -> HttpResponse:
    if not _ticked(request):
        return _refused(request, str(NOTHING_TICKED))
    if what.get("moves") or what.get("ids"):
        add_undo_message(request, text, "applications:undo", dict(what))
    elif not what.get("stayed"):
        notify(request, _("Nothing had to change: it was so already."))
    return redirect(back(request, reverse(LIST)))


def _refused(request: Request, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect(back(request, reverse(LIST)))
