"""The page of an application, and its log bar: writing down what happened."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import reswap, retarget

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.application_page import page_of
from applications.forms import LOG_FORMS, LogForm
from applications.forms.sent import SentForm
from applications.models import Application
from applications.services import recorded
from applications.views.base import LIST
from jobtracker.http.undo import add_undo_message

PAGE = "applications/application.html"
PIECE = "applications/_application.html"
STORY = "applications/_timeline_and_steps.html"
BAR = "#log-form"
PREFILLED = ("purpose", "to", "interview", "reference", "result")


@require_GET
@signed_in
def page(request: Request, pk: int) -> HttpResponse:
    """One application: its head, its timeline with the log bar, and the details beside it."""
    if request.htmx and request.htmx.target == "story-part":
        return _timeline(request, pk)
    return show(request, pk)


def _timeline(request: Request, pk: int) -> HttpResponse:
    """The timeline and the next step, after an action on a reminder."""
    now = request.now
    return render(request, STORY, {"page": page_of(request.user, pk, now), "now": now})


def show(request: Request, pk: int, *, new_entry: str = "") -> HttpResponse:
    """The page, or for htmx the part of it that an action may have changed.

    ``new_entry`` is the anchor of the entry just added, which gets the focus.
    """
    now = request.now
    page = page_of(request.user, pk, now)
    context = {"page": page, "now": now, "section": LIST, "new_entry": new_entry}
    return render(request, PIECE if request.htmx else PAGE, context)


@require_http_methods(["GET", "POST"])
@signed_in
def log(request: Request, pk: int, kind: str) -> HttpResponse:
    """The form for one kind of entry; POST records it."""
    application = get_owned_or_404(
        request.user, Application.objects.select_related("company", "owner"), pk=pk
    )
    form = _form(request, application, kind)
    if request.method == "POST" and form.is_valid():
        return _write(request, application, form)
    context = {"form": form, "application": application, "kind": kind, "section": LIST}
    if request.htmx:
        piece = render(request, "applications/log/_form.html", context)
        return reswap(retarget(piece, BAR), "innerHTML")
    return render(request, "applications/log/log.html", context)


def _form(request: Request, application: Application, kind: str) -> LogForm | SentForm:
    if kind not in LOG_FORMS:
        raise Http404
    prefilled = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    typed = request.POST if request.method == "POST" else None
    return LOG_FORMS[kind](typed, application=application, now=request.now, initial=prefilled)


def _write(request: Request, application: Application, form: LogForm | SentForm) -> HttpResponse:
    what = recorded(*form.record(now=request.now))
    add_undo_message(request, _("Noted."), "applications:undo", dict(what))
    anchor = f"{what['model']}-{what['pk']}"
    if request.htmx:
        return show(request, application.pk, new_entry=anchor)
    return redirect(f"{reverse('applications:page', args=[application.pk])}#{anchor}")
