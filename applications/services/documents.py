"""Keeping files: a resume, a cover letter, and with which applications they went out."""

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
    """Keep a file; repeating it with the same ``token`` gives the one that is there.

    Raises ValidationError where the file is too large or no document of a known kind.
    """
    require_owner(owner, application)
    document = Document.objects.filter(owner=owner, token=token).first()
    document = document or _kept(
        upload, Document(owner=owner, kind=kind, name=name, token=token, uploaded_at=now)
    )
    if application:
        document.applications.add(application)
    return document


def _kept(upload: Upload, document: Document) -> Document:
    document.content_type = kind_of(upload).content_type
    document.filename = (upload.name or "")[-160:]
    document.size = upload.size or 0
    document.file = upload
    document.full_clean()
    document.save()
    return document


@owner_locked
def attach(document: Document, application: Application) -> None:
    """The document went out with this application."""
    require_owner(document.owner, application)
    document.applications.add(application)


@owner_locked
def detach(document: Document, application: Application) -> None:
    """The document did not go out with this application; the file stays."""
    document.applications.remove(application)


@owner_locked
def remove_document(document: Document) -> None:
    """Remove a document; its file goes once that is certain."""
    storage, path = document.file.storage, document.file.name
    document.delete()
    transaction.on_commit(lambda: storage.delete(path or ""))
