"""Import documents: the row from the data, the file from the zip."""

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
"""The content of a file in the export by its path; None if it is missing."""


def document(context: ImportContext, raw: object, files: Files) -> None:
    """Import a document with its file; an existing one with the same token stays."""
    row = as_row(raw)
    token = token_in(row)
    if owned_by(context.owner, Document).filter(token=token).exists():
        return
    fields = values(DOCUMENT, row)
    path = text_in(row, "path")
    if path in context.paths:
        raise FieldError("path", _("Another document has this file already."))
    context.paths.add(path)
    content = files(path)
    if content is None:
        raise FieldError("path", _("The file is not in the archive."))
    stored = services.keep_document(
        context.owner,
        SimpleUploadedFile(text_in(row, "filename"), content),
        kind=fields.get("kind", Document.Kind.OTHER),
        name=text_in(row, "name"),
        token=token,
        now=moment_in(row, "uploaded_at") or context.now,
    )
    context.files.append((stored.file.storage, stored.file.name or ""))
    for index, each in enumerate(texts("applications", row.get("applications") or [])):
        name = f"applications[{index}]"
        services.attach(stored, named(context.applications, {name: each}, name))
    context.added["documents"] += 1
