"""Bringing in documents: the row from the archive's data, the file from beside it."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from accounts.access import owned_by
from applications import services
from applications.models import Document
from data_exchange.errors import FieldError
from data_exchange.fields import as_row, moment_in, text_in, texts, token_in, values
from data_exchange.importers.context import ImportContext, named
from data_exchange.schema import DOCUMENT

Files = Callable[[str], bytes | None]
"""The content of a file in the archive by its path; None where it is not there."""


def document(arrival: ImportContext, raw: object, files: Files) -> None:
    """A document with its file; one with the same token is that one."""
    row = as_row(raw)
    token = token_in(row)
    if owned_by(arrival.owner, Document).filter(token=token).exists():
        return
    fields = values(DOCUMENT, row)
    content = files(text_in(row, "path"))
    if content is None:
        raise FieldError("path", _("The file is not in the archive."))
    kept = services.keep_document(
        arrival.owner,
        SimpleUploadedFile(text_in(row, "filename"), content),
        kind=fields.get("kind", Document.Kind.OTHER),
        name=text_in(row, "name"),
        token=token,
        now=moment_in(row, "uploaded_at") or arrival.now,
    )
    arrival.files.append((kept.file.storage, kept.file.name or ""))
    for index, each in enumerate(texts("applications", row.get("applications") or [])):
        name = f"applications[{index}]"
        services.attach(kept, named(arrival.applications, {name: each}, name))
    arrival.added["documents"] += 1
