"""The export as one file: ``data.json`` and the documents, zipped."""

import json
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from applications.file_kinds import LARGEST as LARGEST_FILE
from applications.file_kinds import UNREADABLE
from applications.storage import stored_bytes
from data_exchange import json_file
from data_exchange.errors import ImportProblem, ImportRejected, not_an_export
from data_exchange.exporters.data import documents, export_data, path_of
from data_exchange.importers.documents import Files
from data_exchange.json_file import NAME, read_json
from data_exchange.members import Members
from jobtracker.files import MEGABYTE

MB = 200
IN_MEMORY = 4 * MEGABYTE
LARGEST_UPLOAD = MB * MEGABYTE
LARGEST_UNZIPPED = LARGEST_UPLOAD + json_file.LARGEST


def is_too_large(owner: User) -> bool:
    """Whether the documents of ``owner`` exceed what an import accepts."""
    return stored_bytes(owner) > LARGEST_UPLOAD


def write_zip(owner: User, *, now: datetime) -> IO[bytes]:
    """Write everything of ``owner`` as of ``now``; the caller closes the file.

    Documents are compressed already, or small: storing them as they are keeps their ratio at one.
    """
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(NAME, json.dumps(export_data(owner, now=now), ensure_ascii=False, indent=1))
        for document in documents(owner):
            if document.file.storage.exists(document.file.name or ""):
                with document.file.open("rb") as source:
                    zipped.writestr(path_of(document), source.read(), ZIP_STORED)
    target.seek(0)
    return target


def read_zip(upload: "UploadedFile[bytes] | IO[bytes]") -> tuple[object, Files]:
    """Return the data of an uploaded export (a zip or a ``data.json``), and its files by path.

    Raises ``ImportRejected`` if it is neither, or too large once unpacked.
    """
    file: IO[bytes] = upload
    size = file.seek(0, 2)
    file.seek(0)
    if not 0 < size <= LARGEST_UPLOAD:
        raise ImportRejected(
            ImportProblem("", _("The file is empty or larger than %(limit)s MB.") % {"limit": MB})
        )
    try:
        members = Members(file, LARGEST_UNZIPPED)
    except UNREADABLE:
        return _bare(file, size), lambda path: None
    if NAME not in members:
        raise not_an_export()
    data = members.read(NAME, json_file.LARGEST)
    if data is None:
        text = _("This part of the archive is damaged. Take the archive out again.")
        raise ImportRejected(ImportProblem(NAME, text))
    return read_json(data), lambda path: members.read(path, LARGEST_FILE)


def unpacked_size(upload: "UploadedFile[bytes]") -> int:
    """Return how many bytes a zip would unpack to; the size of any other file.

    Raises ``ImportRejected`` as ``read_zip`` does, without reading what is packed.
    """
    try:
        members = Members(upload, LARGEST_UNZIPPED)
    except UNREADABLE:
        return int(upload.size or 0)
    if NAME not in members:
        raise not_an_export()
    return members.total


def _bare(file: IO[bytes], size: int) -> object:
    """The data of a file that is not a zip."""
    if size > json_file.LARGEST:
        raise ImportRejected(ImportProblem("", _("This file is too large.")))
    file.seek(0)
    return read_json(file.read())
