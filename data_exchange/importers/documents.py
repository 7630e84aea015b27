"""Read and store documents: the row from the data, the file from the zip."""

from collections.abc import Callable
from itertools import chain

from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications import services
from applications.file_kinds import kind_of
from applications.models import Document
from applications.storage import free_bytes, no_room
from data_exchange.errors import FieldError
from data_exchange.fields import moment_in, new_row, row_of, text_in, texts, token_in, values
from data_exchange.importers.context import ImportContext, ImportedDocument, named
from data_exchange.schema import DOCUMENT

Files = Callable[[str], bytes | None]
"""The content of a file in the export by its path; None if it is missing."""


class DocumentReader:
    """Reads the documents of one export; their files are checked, and stored later."""

    def __init__(self, owner: User, files: Files) -> None:
        self.files = files
        self.known = set(owned_by(owner, Document).values_list("token", flat=True))
        self.free = free_bytes(owner)
        self.paths: set[str] = set()

    def document(self, context: ImportContext, raw: object) -> None:
        """Read a document, unless it exists."""
        row = row_of(raw, DOCUMENT, "path", "applications")
        token = token_in(row)
        fields = values(DOCUMENT, row)
        if token in self.known:
            return
        path = text_in(row, "path")
        if path in self.paths:
            raise FieldError("path", _("Another document has this file already."))
        self.paths.add(path)
        name, filename = text_in(row, "name"), text_in(row, "filename")
        new_row(Document, DOCUMENT, {**fields, "token": token}, row)
        size = self._check(path, filename)
        found = texts("applications", row.get("applications") or [])
        about = [(f"applications[{index}]", each) for index, each in enumerate(found)]
        timelines = [named(context.timelines, {name: each}, name) for name, each in about]
        context.documents.append(
            ImportedDocument(
                path,
                filename,
                size,
                token,
                fields.get("kind", Document.Kind.OTHER),
                name,
                moment_in(row, "uploaded_at") or context.now,
                tuple(each.application for each in timelines),
            )
        )

    def _check(self, path: str, filename: str) -> int:
        """Return the size of a file. Raises ``FieldError`` if it cannot be kept."""
        content = self.files(path)
        if content is None:
            raise FieldError("path", _("The file is not in the archive."))
        try:
            kind_of(SimpleUploadedFile(filename, content))
        except SuspiciousFileOperation:
            raise FieldError("filename", _("No file can have this name.")) from None
        except ValidationError as error:
            raise FieldError("path", " ".join(chain(error.messages))) from None
        self.free -= len(content)
        if self.free < 0:
            raise FieldError("path", no_room())
        return len(content)


def store(owner: User, row: ImportedDocument, files: Files) -> bool:
    """Store a document and link it; return whether it is new. Its applications have their keys."""
    if owned_by(owner, Document).filter(token=row.token).exists():
        return False
    stored = services.keep_document(
        owner,
        SimpleUploadedFile(row.filename, files(row.path) or b""),
        kind=row.kind,
        name=row.name,
        token=row.token,
        now=row.uploaded_at,
    )
    for application in row.applications:
        services.attach(stored, application)
    return True
