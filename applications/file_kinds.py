"""Recognize a file by its content; its name only has to agree."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import PurePath
from typing import IO, Any, TypeAlias, cast
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jobtracker.files import MEGABYTE

Upload: TypeAlias = "UploadedFile[Any]"

LARGEST = 10 * MEGABYTE
"""The maximum size of a document, in bytes."""

UNREADABLE = (BadZipFile, RuntimeError, ValueError, EOFError, OSError, zlib.error, LZMAError)
"""What reading a damaged, encrypted or unusually compressed zip file raises."""

ODT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class FileKind:
    """A kind of document: its suffixes, and a test of its content."""

    suffixes: tuple[str, ...]
    content_type: str
    fits: Callable[[Upload], bool]


def kind_of(upload: Upload) -> FileKind:
    """Return the kind of an uploaded file; raises ValidationError if unknown or too large."""
    if not upload.size:
        raise ValidationError(_("This file is empty."), code="empty")
    if upload.size > LARGEST:
        raise ValidationError(
            _("This file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024**2}, code="size"
        )
    suffix = PurePath(upload.name or "").suffix.lower()
    kind = next((kind for kind in KINDS if suffix in kind.suffixes), None)
    if kind is None:
        raise ValidationError(
            _("Choose a PDF, Word (.docx), OpenDocument (.odt), RTF or plain text file."),
            code="kind",
        )
    if not kind.fits(upload):
        raise ValidationError(
            _("The content of this file is not what its name says: it is no %(suffix)s file.")
            % {"suffix": suffix},
            code="content",
        )
    return kind


def _begins(upload: Upload, head: bytes) -> bool:
    upload.seek(0)
    start = upload.read(len(head))
    upload.seek(0)
    return bytes(start) == head


def _is_pdf(upload: Upload) -> bool:
    return _begins(upload, b"%PDF-")


def _is_rtf(upload: Upload) -> bool:
    return _begins(upload, b"{\\rtf")


def _is_docx(upload: Upload) -> bool:
    names = _members(upload)
    return "word/document.xml" in names and not any(
        name.endswith("vbaProject.bin") for name in names
    )


def _is_odt(upload: Upload) -> bool:
    if "mimetype" not in _members(upload):
        return False
    try:
        with ZipFile(cast(IO[bytes], upload.file)) as archive, archive.open("mimetype") as member:
            return member.read(len(ODT) + 1) == ODT
    except UNREADABLE:
        return False
    finally:
        upload.seek(0)


def _members(upload: Upload) -> Sequence[str]:
    upload.seek(0)
    try:
        with ZipFile(cast(IO[bytes], upload.file)) as archive:
            return archive.namelist()
    except UNREADABLE:
        return ()
    finally:
        upload.seek(0)


def _is_text(upload: Upload) -> bool:
    upload.seek(0)
    content = bytes(upload.read(LARGEST))
    upload.seek(0)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = (
    FileKind((".pdf",), "application/pdf", _is_pdf),
    FileKind((".docx",), DOCX_TYPE, _is_docx),
    FileKind((".odt",), ODT.decode(), _is_odt),
    FileKind((".rtf",), "application/rtf", _is_rtf),
    FileKind((".txt", ".md"), "text/plain; charset=utf-8", _is_text),
)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
