"""*Catch up*: what was late before anybody was told of it, answered in bulk."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import Request, signed_in
from followups import services
from followups.forms.reminders import SilentForm
from followups.queue import CATCH_UP
from followups.today import group_page
from jobtracker.http import undo as undoing

PAGE = "followups:catch_up"


@require_GET
@signed_in
def show(request: Request) -> HttpResponse:
    """Show everything to catch up on, paginated, with its bulk answers."""
    return _page(request, SilentForm())


def _page(request: Request, form: SilentForm) -> HttpResponse:
    now = request.now
    context = group_page(request.user, CATCH_UP.name, request.GET.get("page"), now)
    template = "followups/today/catch_up.html"
    return render(request, template, {**context, "form": form, "now": now})


@require_POST
@signed_in
def pick(request: Request) -> HttpResponse:
    """Put those ticked into the queue."""
    ids = [int(pk) for pk in request.POST.getlist("ids") if pk.isdecimal() and len(pk) < 19]
    what = services.follow_up_on(request.user, ids, now=request.now)
    count = len(what["ids"])
    if not count:
        messages.error(request, _("Tick what you want to follow up on first."))
        return redirect(PAGE)
    text = ngettext("%(n)d is on Today now.", "%(n)d are on Today now.", count)
    return _answered(request, text % {"n": count}, "followups:catch_up_undo", dict(what))


@require_POST
@signed_in
def dismiss(request: Request) -> HttpResponse:
    """Close all of it as not needed."""
    what = services.dismiss_set_aside(request.user, now=request.now)
    count = len(what["ids"])
    text = ngettext("%(n)d reminder is gone.", "%(n)d reminders are gone.", count)
    return _answered(request, text % {"n": count}, "followups:catch_up_undo", dict(what))


@require_POST
@signed_in
def close(request: Request) -> HttpResponse:
    """Close the applications that were silent for the given number of days."""
    form = SilentForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    days, token = form.cleaned_data["days"], form.cleaned_data["token"]
    what = services.close_silent(request.user, days, token=token, now=request.now)
    count = len(what["moves"])
    if not count:
        text = _("None of these applications was silent for %(days)d days.")
        messages.info(request, text % {"days": days})
        return redirect(PAGE)
    text = ngettext(
        "%(n)d application is closed as no response.",
        "%(n)d applications are closed as no response.",
        count,
    )
    return _answered(request, text % {"n": count}, "applications:undo", dict(what))


def _answered(request: Request, text: str, undo_name: str, what: dict[str, Any]) -> HttpResponse:
    """Return to what is left to catch up on, or to Today once nothing is."""
    undoing.add_undo_message(request, text, undo_name, what)
    left = services.set_aside(request.user, request.now).exists()
    return redirect(PAGE if left else "followups:today")


@require_POST
@signed_in
def undo(request: Request, key: str) -> HttpResponse:
    """Undo a bulk answer."""
    what = undoing.pop(request, key)
    if what is None:
        messages.info(request, _("That was taken back already."))
    else:
        services.undo_bulk_answer(request.user, what, now=request.now)
        undoing.notify(request, _("As before."))
    return redirect(PAGE)
