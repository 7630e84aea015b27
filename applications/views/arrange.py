"""Arranging an interview, and moving one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.forms import InterviewForm
from applications.models import Application, Interview
from applications.services import recorded
from applications.views.base import LIST
from jobtracker.http.undo import add_undo_message, notify

TEMPLATE = "applications/arrange.html"


@require_http_methods(["GET", "POST"])
@signed_in
def arrange(request: Request, pk: int) -> HttpResponse:
    """An interview was arranged."""
    query = Application.objects.select_related("company", "owner")
    application = get_owned_or_404(request.user, query, pk=pk)
    form = InterviewForm(request.POST or None, application=application, now=request.now)
    if request.method == "POST" and form.is_valid():
        interview = form.save(now=request.now)
        add_undo_message(
            request, _("The interview is in."), "applications:undo", dict(recorded(interview))
        )
        return redirect("applications:page", pk=pk)
    return render(request, TEMPLATE, {"form": form, "application": application, "section": LIST})


@require_http_methods(["GET", "POST"])
@signed_in
def interview_edit(request: Request, pk: int) -> HttpResponse:
    """An interview was moved, or is corrected."""
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
    return render(request, TEMPLATE, context)
