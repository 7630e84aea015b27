"""Import applications from a spreadsheet: preview, then import."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.decorators import Request, signed_in
from data_exchange.errors import ImportProblem, ImportRejected
from data_exchange.spreadsheet.forms import SheetForm, guessed
from data_exchange.spreadsheet.importer import import_lines, preview_rows
from data_exchange.spreadsheet.upload import LARGEST, read_text, read_upload
from data_exchange.views.data import page
from jobtracker.http import undo
from jobtracker.http.uploads import takes_file

SHOWN = 8


@require_POST
@takes_file(LARGEST)
@signed_in
def preview(request: Request) -> HttpResponse:
    """Preview what an uploaded or previewed sheet would import; writes nothing."""
    try:
        form = _form(request)
    except ImportRejected as refused:
        return page(request, *refused.problems)
    return _previewed(request, form)


@require_POST
@takes_file(LARGEST)
@signed_in
def import_rows(request: Request) -> HttpResponse:
    """Import the valid rows."""
    now = request.now
    try:
        form = _form(request)
    except ImportRejected as refused:
        return page(request, *refused.problems)
    if not form.is_valid():
        return _previewed(request, form)
    found = preview_rows(
        request.user, form.sheet, form.columns, form.cleaned_data["order"], now=now
    )
    added = import_lines(request.user, found.new, now=now)
    count = len(added["applications"])
    text = ngettext(
        "%(count)s application brought in.", "%(count)s applications brought in.", count
    )
    undo.add_undo_message(request, text % {"count": count}, "applications:undo", dict(added))
    return redirect("applications:list")


def _form(request: Request) -> SheetForm:
    """The submitted form or, for a new file, a form with guessed values."""
    upload = request.FILES.get("sheet")
    if isinstance(upload, UploadedFile):
        text, sheet = read_upload(upload.read(LARGEST + 1))
        zone = request.user.zone
        today = request.now.astimezone(zone).date()
        return SheetForm(sheet, guessed(sheet, text, today=today, zone=zone))
    text = request.POST.get("text", "")
    if not text.strip():
        raise ImportRejected(ImportProblem("", _("Choose a CSV or XLSX file.")))
    return SheetForm(read_text(text), request.POST)


def _previewed(request: Request, form: SheetForm) -> HttpResponse:
    context: dict[str, object] = {"form": form, "section": "accounts:settings"}
    if form.is_valid():
        order = form.cleaned_data["order"]
        found = preview_rows(request.user, form.sheet, form.columns, order, now=request.now)
        new_first = sorted(found.lines, key=lambda line: line.here)
        context |= {"found": found, "lines": new_first[:SHOWN]}
    return render(request, "data_exchange/spreadsheet.html", context)
