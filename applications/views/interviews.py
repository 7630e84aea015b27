"""The page of one interview: arranging, preparation, cancelling, debrief."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.forms import InterviewForm
from applications.forms.interview_page import DebriefForm, PreparationForm
from applications.interview_page import InterviewPage, page_of
from applications.interview_questions import QUESTIONS
from applications.models import Application, Interview
from applications.services import (
    cancel_interview,
    prepare_interview,
    record_thanks,
    recorded,
    reinstate_interview,
)
from applications.views.base import LIST
from jobtracker.forms.idempotent import TokenForm
from jobtracker.http.undo import add_undo_message, notify, store

OWNED = Interview.objects.select_related("application__owner")
ARRANGE = "applications/interview/arrange.html"


@require_GET
@signed_in
def interview(request: Request, pk: int) -> HttpResponse:
    """Before: when, where, what to ask. After: the debrief, and a thank-you for each person."""
    page = page_of(request.user, pk, request.now)
    return _show(request, page, editing="debrief" in request.GET)


def _show(
    request: Request,
    page: InterviewPage,
    form: DebriefForm | None = None,
    *,
    preparation: PreparationForm | None = None,
    editing: bool = False,
) -> HttpResponse:
    context = {
        "page": page,
        "interview": page.interview,
        "now": page.now,
        "questions": QUESTIONS,
        "preparation": preparation or PreparationForm(instance=page.interview),
        "debrief_form": form or DebriefForm(page=page),
        "is_refused": form is not None and not page.took_place,
        "editing": editing or form is not None or page.debrief is None,
        "section": LIST,
    }
    return render(request, "applications/interview/interview.html", context)


@require_POST
@signed_in
def prepare(request: Request, pk: int) -> HttpResponse:
    """Save the seeker's preparation notes."""
    found = get_owned_or_404(request.user, OWNED, pk=pk)
    form = PreparationForm(request.POST, instance=found)
    if not form.is_valid():
        return _show(request, page_of(request.user, pk, request.now), preparation=form)
    prepare_interview(found, form.cleaned_data["preparation"])
    notify(request, _("Your notes are kept."))
    return redirect(_at(pk, "preparation"))


@require_POST
@signed_in
def debrief(request: Request, pk: int) -> HttpResponse:
    """Save the debrief and the date they gave."""
    now = request.now
    page = page_of(request.user, pk, now)
    form = DebriefForm(request.POST, page=page)
    if not form.is_valid():
        return _show(request, page, form)
    form.write(now=now)
    notify(request, _("Written down."))
    return redirect(_at(pk, "debrief"))


@require_POST
@signed_in
def cancel(request: Request, pk: int) -> HttpResponse:
    """Mark the interview as cancelled."""
    now, found = request.now, get_owned_or_404(request.user, OWNED, pk=pk)
    cancel_interview(found, now=now)
    undo_url = reverse("applications:interview_reinstate", args=[pk])
    notify(request, _("The interview is called off."), undo_url)
    return redirect("applications:interview", pk)


@require_POST
@signed_in
def reinstate(request: Request, pk: int) -> HttpResponse:
    """Undo a cancellation."""
    found = get_owned_or_404(request.user, OWNED, pk=pk)
    reinstate_interview(found, now=request.now)
    notify(request, _("The interview takes place."))
    return redirect("applications:interview", pk)


@require_POST
@signed_in
def thanked(request: Request, pk: int) -> HttpResponse:
    """Record a thank-you to one of the people, or to nobody in particular."""
    now, found = request.now, get_owned_or_404(request.user, OWNED, pk=pk)
    form = TokenForm(request.POST)
    if not form.is_valid():
        return redirect("applications:interview", pk)
    person = request.POST.get("contact")
    contact = (
        get_owned_or_404(request.user, found.interviewers.all(), pk=person) if person else None
    )
    name = contact or found.application.company.name
    try:
        message = record_thanks(found, contact, token=form.cleaned_data["token"], now=now)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect(_at(pk, "thanks"))
    if message is None:
        notify(request, _("Thanked already: %(name)s.") % {"name": name})
    elif request.htmx:
        undo_url = store(request, "applications:undo", dict(recorded(message)))
        context = {"interview": found, "now": now, "thanked": message, "undo_url": undo_url}
        return render(request, "notes/_thank_yous.html", context)
    else:
        text = _("Thanked: %(name)s.") % {"name": name}
        add_undo_message(request, text, "applications:undo", dict(recorded(message)))
    return redirect(_at(pk, "thanks"))


def _at(pk: int, block: str) -> str:
    """The URL of an interview at one of its blocks, which the browser scrolls to and focuses."""
    return reverse("applications:interview", args=[pk]) + f"#{block}"


@require_http_methods(["GET", "POST"])
@signed_in
def arrange(request: Request, pk: int) -> HttpResponse:
    """Add an interview."""
    query = Application.objects.select_related("company", "owner")
    application = get_owned_or_404(request.user, query, pk=pk)
    form = InterviewForm(request.POST or None, application=application, now=request.now)
    if request.method == "POST" and form.is_valid():
        interview = form.save(now=request.now)
        add_undo_message(
            request, _("The interview is in."), "applications:undo", dict(recorded(interview))
        )
        return redirect("applications:page", pk=pk)
    return render(request, ARRANGE, {"form": form, "application": application, "section": LIST})


@require_http_methods(["GET", "POST"])
@signed_in
def interview_edit(request: Request, pk: int) -> HttpResponse:
    """Reschedule or correct an interview."""
    query = Interview.objects.select_related("application__company", "application__owner")
    interview = get_owned_or_404(request.user, query, pk=pk)
    application = interview.application
    form = InterviewForm(
        request.POST or None, application=application, interview=interview, now=request.now
    )
    if request.method == "POST" and form.is_valid():
        form.save(now=request.now)
        notify(request, _("The interview is changed; its reminders moved with it."))
        return redirect("applications:page", pk=application.pk)
    context = {"form": form, "application": application, "interview": interview, "section": LIST}
    return render(request, ARRANGE, context)
