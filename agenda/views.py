"""The calendar as a page, a file for one interview, and a feed with a secret URL."""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from accounts.reading import reading_as
from agenda import ical
from agenda.models import CalendarLink
from agenda.month import month_of
from agenda.services import end_calendar_link, is_too_old, make_calendar_link, owner_of, secret_of
from applications.models import Interview
from jobtracker.http.middleware import TimedRequest
from jobtracker.http.undo import notify

VIEWS = ("month", "agenda")
YEARS = (1970, 2199)


@require_GET
@signed_in
def calendar(request: Request) -> HttpResponse:
    """Show a month: a grid on wide screens, a list on phones."""
    now = request.now
    view = request.GET.get("view", "")
    month = month_of(request.user, _first(request.GET.get("month", ""), now), now)
    link = CalendarLink.objects.filter(owner=request.user).first()
    context = {
        "month": month,
        "view": view if view in VIEWS else VIEWS[0],
        "today": timezone.localdate(now),
        "now": now,
        "feed_url": _feed_url(request, link) if link else "",
    }
    return render(request, "agenda/calendar.html", context)


def _first(text: str, now: datetime) -> date:
    """Return the first day of the month ``YYYY-MM``, or of the current month if invalid."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate(now).replace(day=1)
    if YEARS[0] < first.year < YEARS[1]:
        return first
    return timezone.localdate(now).replace(day=1)


def _feed_url(request: HttpRequest, link: CalendarLink) -> str:
    return request.build_absolute_uri(reverse("agenda:feed", args=[secret_of(link)]))


@require_POST
@signed_in
def link_make(request: Request) -> HttpResponse:
    """Create a new secret link, which replaces the previous one."""
    make_calendar_link(request.user, now=request.now)
    notify(request, _("Here is the address of your feed. Whoever knows it can read your calendar."))
    return redirect(reverse("agenda:calendar") + "#feed")


@require_POST
@signed_in
def link_end(request: Request) -> HttpResponse:
    """End the feed."""
    end_calendar_link(request.user)
    notify(request, _("The feed is off. Its address leads nowhere now."))
    return redirect(reverse("agenda:calendar") + "#feed")


@require_GET
@signed_in
def interview_ics(request: Request, pk: int) -> HttpResponse:
    """Download one interview for the user's own calendar."""
    rows = Interview.objects.select_related("application__company").prefetch_related("interviewers")
    interview = get_owned_or_404(request.user, rows, pk=pk)
    body = ical.of_interview(interview, _site(request), request.now)
    name = f"interview-{interview.pk}.ics"
    return _answer(body, f'attachment; filename="{name}"')


@never_cache
@require_safe
def feed(request: TimedRequest, secret: str) -> HttpResponse:
    """Return the feed of a secret URL. Raises Http404 if the secret is unknown.

    A URL from an older version answers 410, which tells calendar programs to stop asking.
    """
    if is_too_old(secret):
        return render(request, "agenda/feed_too_old.html", status=410)
    owner = owner_of(secret)
    if owner is None:
        raise Http404
    with reading_as(owner):
        body = ical.feed(owner, _site(request), request.now)
    return _answer(body, 'inline; filename="job-search.ics"')


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _answer(body: bytes, disposition: str) -> HttpResponse:
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = disposition
    response["X-Robots-Tag"] = "noindex"
    return response
