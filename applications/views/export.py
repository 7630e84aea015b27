"""The table as a file."""

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.decorators import Request, signed_in
from applications.table.export import csv_lines
from applications.table.page import filtered, in_order, sort_of


@require_GET
@signed_in
def export(request: Request) -> StreamingHttpResponse:
    """Just what the table shows for the same query string, on all of its pages."""
    rows = in_order(filtered(request.user, request.GET, request.now).qs, sort_of(request.GET))
    lines = list(csv_lines(rows.prefetch_related("tags")))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"applications-{timezone.localdate(request.now):%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
