"""Store documents (resumes, cover letters) and link them to applications."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.locking import owner_locked
from accounts.models import User
from applications.file_kinds import Upload, kind_of
from applications.models import Application, Document
from applications.services.base import require_owner
from applications.storage import require_room
from jobtracker.files import Stored, delete_on_error


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

    Raises ValidationError if the file is too large or not of a known kind, or if the account has no
    room for it. Where anything fails, no file stays in storage.
    """
    document = Document(kind=kind, name=name, token=token, uploaded_at=now)
    with delete_on_error() as files:
        return store_document(owner, document, upload, application, files)


@owner_locked
def store_document(
    owner: User,
    document: Document,
    upload: Upload,
    application: Application | None,
    files: list[Stored],
) -> Document:
    """Store a document unless its token is known; the caller deletes ``files`` on errors."""
    require_owner(owner, application)
    known = Document.objects.filter(owner=owner, token=document.token).first()
    if known is None:
        document.owner = owner
        _store(document, upload, files)
    kept = known or document
    if application:
        kept.applications.add(application)
    return kept


def _store(document: Document, upload: Upload, files: list[Stored]) -> None:
    """Store the file, then its row; the name of the file is added to ``files``."""
    document.content_type = kind_of(upload).content_type
    document.filename = (upload.name or "")[-160:]
    document.size = upload.size or 0
    require_room(document.owner, document.size)
    document.file = upload
    document.full_clean()
    document.file.save(document.filename, upload, save=False)
    files.append((document.file.storage, document.file.name or ""))
    document.save()


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
