"""Add, edit, archive and delete an application."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.duplicates import duplicates_of
from applications.forms import ApplicationForm, NewApplicationForm
from applications.forms.from_posting import initial_values
from applications.models import Application
from applications.posting import Posting, read_posting, read_shared
from applications.posting.identity import MOST_NUMBERS, job_numbers
from applications.services import archive_all, delete_application, unarchive_all
from applications.timeline import timeline_of
from applications.views.base import LIST, back
from applications.views.shared import Shared, keeping_what_is_shared
from jobtracker.http.params import clean_line
from jobtracker.http.undo import add_undo_message, notify


@require_http_methods(["GET", "POST"])
@keeping_what_is_shared
@signed_in
def add(request: Request) -> HttpResponse:
    """Add an application by hand, or see what a phone or a bookmark shared before it is added."""
    shared = Shared.of(request.GET)
    if request.method == "GET" and shared:
        posting = read_shared(shared.url, shared.title, shared.text, today=_today(request))
        return _read_page(request, posting, applied_at=None)
    form = NewApplicationForm(request.POST or None, owner=request.user, now=request.now)
    if request.method == "POST" and form.is_valid():
        application = form.add(now=request.now)
        notify(request, _("Added."))
        return redirect("applications:page", pk=application.pk)
    return _add_page(request, form)


def _add_page(request: Request, form: NewApplicationForm, **more: Any) -> HttpResponse:
    """The form for a new application, with the numbers by which its posting is known again."""
    numbers = job_numbers(form["posting_text"].value() or "")
    context = {"form": form, "section": LIST, "numbers": " ".join(numbers), **more}
    context["duplicates_url"] = reverse("applications:duplicates")
    return render(request, "applications/form/add.html", context)


@require_POST
@signed_in
def paste(request: Request) -> HttpResponse:
    """Fill the form from a pasted posting; its link is saved but never opened."""
    text, address = (request.POST.get(name, "") for name in ("posting", "address"))
    posting = read_posting(text, address, today=_today(request))
    return _read_page(request, posting)


def _read_page(request: Request, posting: Posting, **initial: Any) -> HttpResponse:
    """The form filled with what was read; as ever, where that is nothing."""
    found = initial_values(posting)
    form = NewApplicationForm(
        initial={**found, **(initial if found else {})}, owner=request.user, now=request.now
    )
    return _add_page(request, form, pasted=bool(found), found=found)


def _today(request: Request) -> date:
    return request.now.astimezone(request.user.zone).date()


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """Edit an application."""
    query = Application.objects.select_related("company")
    application = get_owned_or_404(request.user, query, pk=pk)
    form = ApplicationForm(request.POST or None, instance=application, owner=request.user)
    if request.method == "POST" and form.is_valid():
        form.correct(now=request.now)
        notify(request, _("Changes kept."))
        return redirect("applications:page", pk=pk)
    name = str(get_owned_or_404(request.user, query, pk=pk))
    context = {"form": form, "application": application, "name": name, "section": LIST}
    return render(request, "applications/form/edit.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def delete(request: Request, pk: int) -> HttpResponse:
    """Delete an application with its timeline, after confirmation."""
    query = Application.objects.select_related("company")
    application = get_owned_or_404(request.user, query, pk=pk)
    if request.method == "POST":
        name = str(application)
        what = delete_application(application, now=request.now)
        text = _("“%(name)s” is deleted.") % {"name": name}
        add_undo_message(request, text, "applications:undo", dict(what))
        return redirect(LIST)
    entries = len(timeline_of(application).entries)
    context = {"application": application, "entries": entries, "section": LIST}
    return render(request, "applications/form/delete.html", context)


@require_POST
@signed_in
def archive(request: Request, pk: int) -> HttpResponse:
    """Archive an application."""
    application = get_owned_or_404(request.user, Application, pk=pk)
    what = archive_all(request.user, [application.pk], now=request.now)
    add_undo_message(request, _("Put away. Its reminders rest."), "applications:undo", dict(what))
    return redirect(back(request, reverse("applications:page", args=[pk])))


@require_POST
@signed_in
def unarchive(request: Request, pk: int) -> HttpResponse:
    """Unarchive an application."""
    application = get_owned_or_404(request.user, Application, pk=pk)
    what = unarchive_all(request.user, [application.pk], now=request.now)
    add_undo_message(request, _("Taken out again."), "applications:undo", dict(what))
    return redirect(back(request, reverse("applications:page", args=[pk])))


@require_GET
@signed_in
def duplicates(request: Request) -> HttpResponse:
    """“Did I already apply there?”: at companies of that name, or to that posting."""
    name, link = (clean_line(request.GET, each) for each in ("company", "posting_url"))
    numbers = tuple(clean_line(request.GET, "numbers").split()[:MOST_NUMBERS])
    known = duplicates_of(request.user, name, link, numbers)
    context = {"known": known, "name": name, "now": request.now}
    return render(request, "applications/form/_duplicates.html", context)
