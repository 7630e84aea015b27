"""Services of imports in the background: start, claim, run, finish."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.services.trash import undo_import
from data_exchange.errors import ImportProblem, ImportRejected
from data_exchange.importers.data import writer
from data_exchange.models import ImportJob
from data_exchange.spreadsheet.choices import SheetChoices
from data_exchange.spreadsheet.importer import batches_of, import_lines, preview_rows
from data_exchange.spreadsheet.upload import read_text
from data_exchange.spreadsheet.writer import Keys
from data_exchange.zip_archive import read_zip
from jobtracker.files import Stored, delete_on_error
from jobtracker.time_limit import too_long

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long a worker may be silent before its job is claimed again."""
MOST_ATTEMPTS = 10
KEPT = timedelta(days=1)
"""How long the outcome of an import is shown."""
Clock = Callable[[], datetime]
State = ImportJob.State


def _later() -> tuple[type[Exception], ...]:
    """What ends an attempt, but not the job: the next attempt goes on."""
    return (OperationalError, InterfaceError, too_long())


class ClaimLostError(Exception):
    """Another worker has claimed the job, because this one was silent for too long."""


def start_import(
    owner: User, upload: "File[bytes]", *, now: datetime, choices: Mapping[str, Any] | None = None
) -> ImportJob:
    """Store an uploaded archive or, with its choices, a sheet, to be imported in the background.

    Raises ``ImportRejected`` while another import of ``owner`` is running.
    """
    with delete_on_error() as files:
        return store_upload(owner, upload, now, files, choices)


@owner_locked
def store_upload(
    owner: User,
    upload: "File[bytes]",
    now: datetime,
    files: list[Stored],
    choices: Mapping[str, Any] | None = None,
) -> ImportJob:
    """Store an upload and its job; the caller deletes ``files`` on errors."""
    if owned_by(owner, ImportJob).filter(state__in=ImportJob.OPEN).exists():
        text = _("An import is still running. Wait until it is done.")
        raise ImportRejected(ImportProblem("", text))
    job = ImportJob(owner=owner, created_at=now, choices=choices)
    job.file.save(upload.name or "", upload, save=False)
    files.append((job.file.storage, job.file.name or ""))
    job.save()
    return job


def latest_job(owner: User, now: datetime) -> ImportJob | None:
    """Return the import that runs, or the last that ended less than a day ago."""
    recent = Q(state__in=ImportJob.OPEN) | Q(finished_at__gt=now - KEPT)
    return owned_by(owner, ImportJob).filter(recent).first()


def claim(key: int, *, now: datetime) -> ImportJob | None:
    """Claim a job that waits, or whose worker died; None if it is neither."""
    if (
        not _claimable(now)
        .filter(pk=key)
        .update(state=State.RUNNING, claimed_at=now, attempts=F("attempts") + 1)
    ):
        return None
    return ImportJob.objects.select_related("owner").get(pk=key)


def claimable(now: datetime) -> list[int]:
    """Return the keys of the jobs that can be claimed, oldest first."""
    return list(_claimable(now).order_by("created_at", "pk").values_list("pk", flat=True))


def _claimable(now: datetime) -> Any:
    dead = Q(state=State.RUNNING, claimed_at__lt=now - LEASE)
    return ImportJob.objects.filter(Q(state=State.WAITING) | dead)


def run(job: ImportJob, clock: Clock) -> None:
    """Import a claimed job, and record its outcome."""
    with translation.override(job.owner.language):
        try:
            (_import_sheet if job.is_sheet else _import)(job, clock)
        except ImportRejected as rejected:
            _finish(job, State.REJECTED, clock(), problems=list(_as_json(rejected.problems)))
        except ClaimLostError:
            logger.warning("import %s was claimed by another worker", job.pk)
        except _later():
            logger.warning("import %s goes on later", job.pk, exc_info=True)
            _put_back(job, clock())
        except Exception:
            logger.exception("import %s failed", job.pk)
            _finish(job, State.FAILED, clock())


def _import(job: ImportJob, clock: Clock) -> None:
    before = Counter(job.added)
    with job.file.open("rb") as file:
        data, files = read_zip(file)
        importer = writer(job.owner, data, files, now=clock())
        del data
        total = importer.steps

        def report(done: int, added: Counter[str]) -> None:
            values = {"done": done, "total": total, "added": dict(before + added)}
            if not _mine(job).update(claimed_at=clock(), **values):
                raise ClaimLostError

        importer.report = report
        added = importer.write()
    _finish(job, State.DONE, clock(), done=total, added=dict(before + added))


def _import_sheet(job: ImportJob, clock: Clock) -> None:
    """Import the rows that are not there yet; what came in is kept for undoing it."""
    now, choices = clock(), SheetChoices.from_json(job.choices or {})
    with job.file.open("rb") as file:
        sheet = read_text(file.read().decode())
    lines = preview_rows(job.owner, sheet, choices, now=now).new
    added, total = dict(job.added), batches_of(lines)

    def report(done: int, new: Keys) -> None:
        for name, keys in new.items():
            added[name] = [*added.get(name, []), *keys]
        values = {"done": done, "total": total, "added": added}
        if not _mine(job).update(claimed_at=clock(), **values):
            raise ClaimLostError

    import_lines(job.owner, lines, now=now, report=report)
    _finish(job, State.DONE, clock(), done=total, total=total, added=added)


@owner_locked
def undo_job(job: ImportJob, *, now: datetime) -> bool:
    """Delete what a finished import of a sheet has added; False if there is nothing to delete."""
    if not job.is_sheet or job.is_open or not job.added:
        return False
    undo_import(job.owner, job.added, now)
    job.delete()
    return True


def _mine(job: ImportJob) -> Any:
    """The job's row, as long as no other worker has claimed it."""
    return ImportJob.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def _put_back(job: ImportJob, now: datetime) -> None:
    """Let the next attempt go on; after many attempts, give up."""
    if job.attempts >= MOST_ATTEMPTS:
        _finish(job, State.FAILED, now)
    else:
        _mine(job).update(state=State.WAITING)


@transaction.atomic
def _finish(job: ImportJob, state: str, now: datetime, **values: Any) -> None:
    """Record the outcome; the file is deleted once that is committed."""
    storage, name = job.file.storage, job.file.name or ""
    if _mine(job).update(state=state, finished_at=now, file="", **values):
        transaction.on_commit(lambda: storage.delete(name))


def _as_json(problems: tuple[ImportProblem, ...]) -> Iterator[list[str]]:
    """Problems as lists of texts, without characters that a database cannot store."""
    for problem in problems:
        texts = (problem.where, problem.message)
        yield ["".join(each if each.isprintable() else "?" for each in text) for text in texts]


def problems_of(job: ImportJob) -> list[ImportProblem]:
    """Return the problems of a rejected import."""
    return [ImportProblem(where, message) for where, message in job.problems]


def delete_old_jobs(now: datetime) -> int:
    """Delete the records of imports that ended long ago, and return how many."""
    return ImportJob.objects.filter(finished_at__lt=now - KEPT).delete()[0]
