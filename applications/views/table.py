"""The table of applications, its CSV export and its saved views."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.models import Application, SavedView, Stage
from applications.services import delete_view, save_view
from applications.table.export import csv_lines, workbook
from applications.table.page import Table, filtered, table_of
from applications.table.sorting import in_order, sort_of
from applications.views.base import LIST
from jobtracker.http.params import clean_line
from jobtracker.http.undo import notify

PAGE = "applications/table/table.html"
RESULTS = "applications/table/_results.html"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MORE = "applications/table/_filters_more.html"


@require_GET
@signed_in
def table(request: Request) -> HttpResponse:
    """The table, or for htmx only its results."""
    context = _context(request, table_of(request.user, request.GET, request.now))
    only_results = request.htmx and request.htmx.target == "results"
    return render(request, RESULTS if only_results else PAGE, context)


@require_GET
@signed_in
def filters(request: Request) -> HttpResponse:
    """The collapsed filters, for htmx; otherwise the whole table with the filters expanded."""
    if request.htmx:
        form = filtered(request.user, request.GET, request.now).form
        return render(request, MORE, {"form": form, **_stages(request)})
    context = _context(request, table_of(request.user, request.GET, request.now))
    return render(request, PAGE, {**context, "unfolded": True, "section": LIST})


def _context(request: Request, shown: Table) -> dict[str, Any]:
    asked = request.GET.copy()
    asked.pop("page", None)
    return {"table": shown, "query": asked.urlencode(), **_stages(request)}


def _stages(request: Request) -> dict[str, Any]:
    return {"stages": Stage.choices, "chosen_stages": request.GET.getlist("stage")}


@require_POST
@signed_in
def view_save(request: Request) -> HttpResponse:
    """Save the current search, filters and sort order under a name."""
    query = QueryDict(request.POST.get("query", "")).urlencode()
    try:
        view = save_view(request.user, name=clean_line(request.POST, "name"), query=query)
    except ValidationError as error:
        messages.error(request, _("The view was not kept: %(why)s") % {"why": error.messages[0]})
    else:
        notify(request, _("“%(name)s” is kept among your views.") % {"name": view.name})
    return redirect(f"{reverse(LIST)}?{query}")


@require_POST
@signed_in
def view_delete(request: Request, pk: int) -> HttpResponse:
    """Delete a saved view."""
    view = get_owned_or_404(request.user, SavedView, pk=pk)
    delete_view(view)
    notify(request, _("“%(name)s” is no longer among your views.") % {"name": view.name})
    return redirect(LIST)


@require_GET
@signed_in
def export(request: Request) -> HttpResponseBase:
    """All rows the table shows for the same query string, on all of its pages, as CSV."""
    lines = list(csv_lines(_shown(request)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return _download(response, request, "csv")


@require_GET
@signed_in
def export_workbook(request: Request) -> HttpResponseBase:
    """The same as XLSX."""
    response = HttpResponse(workbook(_shown(request)), content_type=WORKBOOK)
    return _download(response, request, "xlsx")


def _shown(request: Request) -> QuerySet[Application]:
    return in_order(filtered(request.user, request.GET, request.now).qs, sort_of(request.GET))


def _download(response: HttpResponseBase, request: Request, ending: str) -> HttpResponseBase:
    name = f"applications-{timezone.localdate(request.now):%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
