"""Delete an application with its timeline; it can be restored for a day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import F

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application, Document, RemovedApplication, Tag
from applications.services.base import send_facts_changed
from applications.services.snapshots import restore, snapshot
from references.models import Company, Contact


@owner_locked
def delete_application(application: Application, *, now: datetime) -> Mapping[str, Any]:
    """Delete an application with its timeline, including its events about references.

    Returns what undoing it needs.
    """
    owner = application.owner
    trashed = RemovedApplication.objects.create(
        owner=owner,
        application=application.pk,
        rows=snapshot([application]),
        documents=list(
            Document.objects.filter(applications=application).values_list("pk", flat=True)
        ),
        removed_at=now,
    )
    application.delete()
    send_facts_changed(owner.pk, [], now)
    return {"act": "deleted", "kept": trashed.pk}


@owner_locked
def restore_application(owner: User, key: int, *, now: datetime) -> None:
    """Restore a deleted application; raises IntegrityError if that is no longer possible."""
    trashed = owned_by(owner, RemovedApplication).filter(pk=key).first()
    if trashed is None or not restore(owner, trashed.rows):
        raise IntegrityError("the deleted application, or what it belongs to, no longer exists")
    for application in owned_by(owner, Application).filter(pk=trashed.application):
        application.documents.add(*owned_by(owner, Document).filter(pk__in=trashed.documents))
    trashed.delete()
    send_facts_changed(owner.pk, [trashed.application], now)


def undo_import(owner: User, what: Mapping[str, Any], now: datetime) -> None:
    """Delete imported applications, with the companies, contacts and tags created for them.

    Applications changed since, and whatever is used elsewhere, stay.
    """
    new = owned_by(owner, Application).filter(
        pk__in=what["applications"], updated_at=F("created_at")
    )
    tags = list(owned_by(owner, Tag).filter(tagged__in=new).values_list("pk", flat=True))
    new.delete()
    Tag.objects.filter(pk__in=tags, tagged=None).delete()
    unused = owned_by(owner, Contact).filter(
        interviews=None, messages=None, reference=None, referrals=None, notes=""
    )
    unused.filter(pk__in=what.get("contacts", [])).delete()
    empty = owned_by(owner, Company).filter(applications=None, contacts=None, notes="", website="")
    empty.filter(pk__in=what["companies"]).delete()
    send_facts_changed(owner.pk, [], now)


def delete_expired_trash(now: datetime) -> int:
    """Delete trash older than a day at ``now`` (aware), and return how many applications."""
    old = RemovedApplication.objects.filter(removed_at__lt=now - RemovedApplication.KEPT)
    return old.delete()[0]
