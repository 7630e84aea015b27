"""Store documents (resumes, cover letters) and link them to applications."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.locking import owner_locked
from accounts.models import User
from applications.file_kinds import Upload, kind_of
from applications.models import Application, Document
from applications.services.base import require_owner


@owner_locked
def keep_document(
    owner: User,
    upload: Upload,
    *,
    kind: str,
    name: str,
    token: UUID,
    now: datetime,
    application: Application | None = None,
) -> Document:
    """Store a file; repeating it with the same ``token`` returns the existing document.

    Raises ValidationError if the file is too large or not of a known kind.
    """
    require_owner(owner, application)
    document = Document.objects.filter(owner=owner, token=token).first()
    document = document or _store(
        upload, Document(owner=owner, kind=kind, name=name, token=token, uploaded_at=now)
    )
    if application:
        document.applications.add(application)
    return document


def _store(upload: Upload, document: Document) -> Document:
    document.content_type = kind_of(upload).content_type
    document.filename = (upload.name or "")[-160:]
    document.size = upload.size or 0
    document.file = upload
    document.full_clean()
    document.save()
    return document


@owner_locked
def attach(document: Document, application: Application) -> None:
    """Link a document to an application."""
    require_owner(document.owner, application)
    document.applications.add(application)


@owner_locked
def detach(document: Document, application: Application) -> None:
    """Unlink a document from an application; the file stays."""
    document.applications.remove(application)


@owner_locked
def remove_document(document: Document) -> None:
    """Delete a document; its file is deleted once the transaction has committed."""
    storage, path = document.file.storage, document.file.name
    document.delete()
    transaction.on_commit(lambda: storage.delete(path or ""))
