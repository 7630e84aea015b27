"""Import applications from a spreadsheet: preview, then import."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import Request, signed_in
from data_exchange.errors import ImportProblem, ImportRejected
from data_exchange.jobs import latest_job, start_import, undo_job
from data_exchange.spreadsheet.forms import SheetForm, guessed
from data_exchange.spreadsheet.importer import import_lines, preview_rows
from data_exchange.spreadsheet.upload import LARGEST, read_text, read_upload
from data_exchange.views.data import brought_in, page, send_import
from jobtracker.http import undo
from jobtracker.http.uploads import takes_file

SHOWN = 8
MOST_TWINS = 200
"""How many duplicates are listed, each with its tick."""
AT_ONCE = 100
"""How many applications are imported within one request; more of them in the background."""


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
    """Import the rows; many of them in the background."""
    try:
        form = _form(request)
        if not form.is_valid():
            return _previewed(request, form)
        return _import(request, form)
    except ImportRejected as refused:
        return page(request, *refused.problems)


def _import(request: Request, form: SheetForm) -> HttpResponse:
    now, choices = request.now, form.choices
    lines = preview_rows(request.user, form.sheet, choices, now=now).new
    if len(lines) > AT_ONCE:
        file = ContentFile(form.cleaned_data["text"].encode(), "sheet.csv")
        job = start_import(request.user, file, choices=choices.to_json(), now=now)
        transaction.on_commit(lambda: send_import(job.pk))
        return redirect("data_exchange:data")
    added = import_lines(request.user, lines, now=now)
    undo.add_undo_message(request, brought_in(added), "applications:undo", dict(added))
    return redirect("applications:list")


@require_POST
@signed_in
def undo_import(request: Request) -> HttpResponse:
    """Delete what the latest import in the background has added."""
    job = latest_job(request.user, request.now)
    if job and undo_job(job, now=request.now):
        undo.notify(request, _("Taken back. What you changed since then has stayed."))
    return redirect("data_exchange:data")


def _form(request: Request) -> SheetForm:
    """The submitted form or, for a new file, a form with guessed values."""
    upload, zone = request.FILES.get("sheet"), request.user.zone
    today = request.now.astimezone(zone).date()
    if isinstance(upload, UploadedFile):
        text, sheet = read_upload(upload.read(LARGEST + 1))
        return SheetForm(sheet, guessed(sheet, text, today=today, zone=zone), present=today)
    text = request.POST.get("text", "")
    if not text.strip():
        raise ImportRejected(ImportProblem("", _("Choose a CSV or XLSX file.")))
    return SheetForm(read_text(text), request.POST, present=today)


def _previewed(request: Request, form: SheetForm) -> HttpResponse:
    context: dict[str, object] = {"form": form, "section": "accounts:settings"}
    if form.is_valid():
        found = preview_rows(request.user, form.sheet, form.choices, now=request.now)
        context |= {
            "found": found,
            "lines": found.new[:SHOWN],
            "twins": found.twins[:MOST_TWINS],
            "remarked": found.remarked[:SHOWN],
            "in_background": len(found.new) > AT_ONCE,
        }
    return render(request, "data_exchange/spreadsheet.html", context)
