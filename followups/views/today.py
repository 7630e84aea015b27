"""Today: the queue."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRefresh

from accounts.decorators import Request, signed_in
from followups import today
from followups.etag import NEW, today_etag


@require_GET
@signed_in
def show(request: Request) -> HttpResponse:
    """What to do now, what is coming, and where one may rest."""
    now = request.now
    page = today.today(request.user, now)
    template = "followups/today/new.html" if page.is_new else "followups/today/today.html"
    mark = today_etag(request.user, page, now)
    context = {"today": page, "now": now, "mark": mark}
    return render(request, template, context)


@require_GET
@signed_in
def poll(request: Request) -> HttpResponse:
    """What an open page asks now and then: nothing (204) while it says what is so.

    ``seen`` is the mark of what it shows; the parts that may differ come back otherwise. Between
    the welcome and the queue lies a whole page, which is loaded anew.
    """
    now = request.now
    page = today.today(request.user, now)
    mark = today_etag(request.user, page, now)
    seen = request.GET.get("seen")
    if seen == mark:
        return HttpResponse(status=204)
    if NEW in (seen, mark):
        return HttpResponseClientRefresh()
    context = {"today": page, "now": now, "mark": mark, "again": True}
    return render(request, "followups/today/_live.html", context)


@require_GET
@signed_in
def rest(request: Request) -> HttpResponse:
    """What an act may have changed: the parts of Today below the cards, and the counts."""
    now = request.now
    context = {"today": today.today(request.user, now), "now": now}
    return render(request, "followups/today/_lower.html", context)


@require_GET
@signed_in
def group(request: Request, name: str) -> HttpResponse:
    """One group of the queue in full, a page at a time."""
    now = request.now
    if name not in today.KINDS:
        raise Http404
    context = {**today.whole_group(request.user, name, request.GET.get("page"), now), "now": now}
    return render(request, "followups/today/group.html", context)


@require_GET
@signed_in
def waiting(request: Request) -> HttpResponse:
    """Everywhere one may rest, a page at a time."""
    now = request.now
    context = {**today.all_waiting(request.user, request.GET.get("page"), now), "now": now}
    return render(request, "followups/today/waiting.html", context)
