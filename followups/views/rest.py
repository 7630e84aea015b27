"""Let the search rest until a day, and resume it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import Request, signed_in
from followups.forms.rest import RestForm
from followups.rest_dates import dates_within
from followups.services import rest
from jobtracker.http import undo as undoing
from jobtracker.templatetags.dates import day


@require_safe
@signed_in
def show(request: Request) -> HttpResponse:
    """Ask until when the search should rest."""
    initial = {"until": request.user.resting_until}
    form = RestForm(owner=request.user, now=request.now, initial=initial)
    return render(request, "followups/rest.html", {"form": form})


@require_POST
@signed_in
def start(request: Request) -> HttpResponse:
    """Let the search rest."""
    form = RestForm(request.POST, owner=request.user, now=request.now)
    what = form.save() if form.is_valid() else None
    if what is None:
        return render(request, "followups/rest.html", {"form": form}, status=422)
    until = form.cleaned_data["until"]
    text = _("Your search rests until %(day)s.") % {"day": day(until)}
    if within := dates_within(request.user, until, request.now):
        text += " " + _("Into the rest fall: %(what)s.") % {"what": "; ".join(within)}
    undoing.add_undo_message(request, text, "followups:rest_undo", dict(what))
    return redirect("followups:today")


@require_POST
@signed_in
def end(request: Request) -> HttpResponse:
    """Resume the search."""
    rest.resume(request.user, now=request.now)
    undoing.notify(request, _("Your search goes on."))
    return redirect("followups:today")


@require_POST
@signed_in
def undo(request: Request, key: str) -> HttpResponse:
    """Undo that the search rests."""
    what = undoing.pop(request, key)
    if what is None:
        messages.info(request, _("That was taken back already."))
    else:
        rest.undo_rest(request.user, what, now=request.now)
        undoing.notify(request, _("As before."))
    return redirect("followups:today")
