"""The pages of Today."""

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
    """What to do now, what is coming and what is waiting."""
    now = request.now
    page = today.today(request.user, now)
    template = "followups/today/new.html" if page.is_new else "followups/today/today.html"
    etag = today_etag(request.user, page, now)
    context = {"today": page, "now": now, "etag": etag}
    return render(request, template, context)


@require_GET
@signed_in
def poll(request: Request) -> HttpResponse:
    """Answer the polling of an open page: 204 while nothing has changed.

    ``seen`` is the ETag of what it shows. What may differ comes back otherwise; between the welcome
    page and the queue the whole page is loaded again.
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
def rest(request: Request) -> HttpResponse:
    """The parts of Today below the cards, and the counts, after an action."""
    now = request.now
    context = {"today": today.today(request.user, now), "now": now}
    return render(request, "followups/today/_lower.html", context)


@require_GET
@signed_in
def group(request: Request, name: str) -> HttpResponse:
    """One group of the queue, paginated."""
    now = request.now
    if name not in today.KINDS:
        raise Http404
    context = {**today.whole_group(request.user, name, request.GET.get("page"), now), "now": now}
    return render(request, "followups/today/group.html", context)


@require_GET
@signed_in
def waiting(request: Request) -> HttpResponse:
    """Everything that is waiting, paginated."""
    now = request.now
    context = {**today.all_waiting(request.user, request.GET.get("page"), now), "now": now}
    return render(request, "followups/today/waiting.html", context)
