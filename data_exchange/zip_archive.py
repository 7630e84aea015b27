"""The export as one file: ``data.json`` and the documents, zipped."""

import json
from codecs import BOM_UTF8
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.file_kinds import UNREADABLE
from applications.models import Document
from data_exchange.errors import ImportProblem, ImportRejected, not_an_export
from data_exchange.exporters.data import documents, export_data, path_of
from data_exchange.importers.documents import Files
from followups.timing.casefile.strict_json import CaseError, read_values

DATA = "data.json"
MB = 200
IN_MEMORY = 4 * 1024 * 1024
LARGEST_UPLOAD = MB * 1024 * 1024
LARGEST_DATA = 80 * 1024 * 1024
LARGEST_FILE = 10 * 1024 * 1024


def is_too_large(owner: User) -> bool:
    """Whether the documents of ``owner`` exceed what an import accepts."""
    total = owned_by(owner, Document).aggregate(total=Sum("size"))["total"] or 0
    return int(total) > LARGEST_UPLOAD


def write_zip(owner: User, *, now: datetime) -> IO[bytes]:
    """Write everything of ``owner`` as of ``now``; the caller closes the file."""
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(DATA, json.dumps(export_data(owner, now=now), ensure_ascii=False, indent=1))
        for document in documents(owner):
            if document.file.storage.exists(document.file.name or ""):
                with document.file.open("rb") as source:
                    zipped.writestr(path_of(document), source.read())
    target.seek(0)
    return target


def read_zip(upload: "UploadedFile[bytes]") -> tuple[object, Files]:
    """Return the data of an uploaded export (a zip or a ``data.json``), and its files by path.

    Raises ``ImportRejected`` if it is neither, or too large once unpacked.
    """
    if not upload.size or upload.size > LARGEST_UPLOAD:
        raise ImportRejected(
            ImportProblem("", _("The file is empty or larger than %(limit)s MB.") % {"limit": MB})
        )
    try:
        zipped = ZipFile(upload)
    except UNREADABLE:
        upload.seek(0)
        return _bare(upload.read(LARGEST_DATA)), lambda path: None
    if DATA not in zipped.namelist():
        raise not_an_export()
    data = _content(zipped, DATA, LARGEST_DATA)
    if data is None:
        raise ImportRejected(
            ImportProblem(
                DATA, _("This part of the archive is damaged. Take the archive out again.")
            )
        )
    return _parsed(data), lambda path: _content(zipped, path, LARGEST_FILE)


def _bare(content: bytes) -> object:
    """The data of a file that is not a zip."""
    if content.removeprefix(BOM_UTF8).lstrip()[:1] != b"{":
        raise not_an_export()
    return _parsed(content)


def _content(zipped: ZipFile, path: str, limit: int) -> bytes | None:
    """Read a member of a zip up to ``limit``, whatever size its header claims."""
    try:
        with zipped.open(path) as member:
            content = member.read(limit + 1)
    except (KeyError, *UNREADABLE):
        return None
    if len(content) > limit:
        raise ImportRejected(ImportProblem(path, _("This file is too large.")))
    return content


def _parsed(content: bytes) -> object:
    try:
        values = [value for _number, value in read_values(content)]
    except CaseError as error:
        raise ImportRejected(ImportProblem(DATA, error.message)) from None
    if len(values) != 1:
        raise ImportRejected(ImportProblem(DATA, _("This must be one object.")))
    return values[0]
