"""Export and import the data of an account."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import Request, signed_in
from applications.storage import stored_bytes
from data_exchange.errors import ImportProblem, ImportRejected, ImportStopped
from data_exchange.importers.data import import_data
from data_exchange.jobs import latest_job, problems_of, start_import
from data_exchange.models import ImportJob
from data_exchange.zip_archive import (
    LARGEST_UPLOAD,
    MB,
    is_too_large,
    read_zip,
    unpacked_size,
    write_zip,
)
from jobtracker.files import MEGABYTE
from jobtracker.http import undo
from jobtracker.http.uploads import takes_file

SMALL = 512 * 1024
"""An export that unpacks to no more than this is imported at once; others in the background."""


@require_safe
@signed_in
def show(request: Request) -> HttpResponse:
    """The page to export and import data."""
    return page(request)


@require_safe
@never_cache
@signed_in
def export(request: Request) -> FileResponse:
    """Download everything the seeker owns, as one file."""
    now = request.now
    name = f"jobtracker-{timezone.localdate(now):%Y-%m-%d}.zip"
    return FileResponse(write_zip(request.user, now=now), as_attachment=True, filename=name)


@require_POST
@takes_file(LARGEST_UPLOAD)
@signed_in
def import_file(request: Request) -> HttpResponse:
    """Add what an uploaded export has and the account lacks; a large one in the background."""
    upload = request.FILES.get("archive")
    if not isinstance(upload, UploadedFile):
        return page(request, ImportProblem("", _("Choose the file of an archive.")))
    try:
        if unpacked_size(upload) <= SMALL:
            added = import_data(request.user, *read_zip(upload), now=request.now)
            undo.notify(request, _summary(dict(added)))
        else:
            job = start_import(request.user, upload, now=request.now)
            transaction.on_commit(lambda: send_import(job.pk))
    except ImportRejected as refused:
        is_partial = isinstance(refused, ImportStopped)
        return page(request, *refused.problems, is_partial=is_partial)
    return redirect("data_exchange:data")


def send_import(key: int) -> None:
    """Have an import run in the background."""
    # Celery comes with it: only who sends something in the background loads it.
    from data_exchange import tasks  # noqa: PLC0415

    tasks.send_import(key)


def _summary(added: dict[str, int]) -> str:
    if not added:
        return _("Everything in the archive was here already.")
    parts = [
        ngettext("%(count)s application", "%(count)s applications", count) % {"count": count}
        for kind, count in added.items()
        if kind == "applications"
    ]
    rest = sum(count for kind, count in added.items() if kind != "applications")
    if rest:
        text = ngettext("%(count)s other entry", "%(count)s other entries", rest)
        parts.append(text % {"count": rest})
    return _("Brought in: %(what)s.") % {"what": get_text_list(parts, _("and"))}


def brought_in(added: Mapping[str, Any]) -> str:
    """What the import of a spreadsheet has added, in words."""
    count = len(added.get("applications", ()))
    text = ngettext(
        "%(count)s application brought in.", "%(count)s applications brought in.", count
    )
    return text % {"count": count}


def _job_summary(job: ImportJob | None) -> str:
    if job is None or job.state != ImportJob.State.DONE:
        return ""
    return brought_in(job.added) if job.is_sheet else _summary(job.added)


def page(request: Request, *problems: ImportProblem, is_partial: bool = False) -> HttpResponse:
    """The page, with the problems of a rejected import."""
    job = latest_job(request.user, request.now)
    context = {
        "section": "accounts:settings",
        "job": job,
        "job_problems": problems_of(job) if job else [],
        "job_summary": _job_summary(job),
        "problems": problems,
        "is_partial": is_partial,
        "mb": MB,
        "stored_mb": stored_bytes(request.user) / MEGABYTE,
        "most_mb": settings.DOCUMENTS_MB_PER_ACCOUNT,
        "is_too_large": is_too_large(request.user),
    }
    status = 422 if problems else 200
    return render(request, "data_exchange/data.html", context, status=status)
