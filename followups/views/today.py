"""The Today page and its parts."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRefresh

from accounts.decorators import Request, signed_in
from followups import today
from followups.etag import NEW, today_etag
from followups.inbox_line import ENTRY
from followups.queue import GROUPS


@require_GET
@signed_in
def show(request: Request) -> HttpResponse:
    """Show what to do now, what is coming and what is waiting."""
    now = request.now
    page = today.today(request.user, now)
    template = "followups/today/new.html" if page.is_new else "followups/today/today.html"
    etag = today_etag(request.user, page, now)
    counts = {ENTRY: page.inbox.count}
    context = {"today": page, "now": now, "etag": etag, "counts": counts}
    return render(request, template, context)


@require_GET
@signed_in
def poll(request: Request) -> HttpResponse:
    """Answer the polling of an open page: 204 while nothing has changed.

    ``seen`` is the ETag of the open page. If it differs, return the parts that may have changed;
    from the welcome page to the queue or back, reload the whole page.
    """
    now = request.now
    page = today.today(request.user, now)
    etag = today_etag(request.user, page, now)
    seen = request.GET.get("seen")
    if seen == etag:
        return HttpResponse(status=204)
    if NEW in (seen, etag):
        return HttpResponseClientRefresh()
    context = {"today": page, "now": now, "etag": etag, "again": True}
    return render(request, "followups/today/_live.html", context)


@require_GET
@signed_in
def lower(request: Request) -> HttpResponse:
    """Return the parts of Today below the cards, and the counts, after an action."""
    now = request.now
    context = {"today": today.today(request.user, now), "now": now}
    return render(request, "followups/today/_lower.html", context)


@require_GET
@signed_in
def group(request: Request, name: str) -> HttpResponse:
    """Show one group of the queue, paginated."""
    now = request.now
    if name not in GROUPS:
        raise Http404
    context = {**today.group_page(request.user, name, request.GET.get("page"), now), "now": now}
    return render(request, "followups/today/group.html", context)


@require_GET
@signed_in
def waiting(request: Request) -> HttpResponse:
    """Show everything that is waiting, paginated."""
    now = request.now
    context = {**today.waiting_page(request.user, request.GET.get("page"), now), "now": now}
    return render(request, "followups/today/waiting.html", context)
