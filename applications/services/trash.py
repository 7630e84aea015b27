"""Deleting an application with its whole story, which can come back for a day."""

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
from references.models import Company


@owner_locked
def delete_application(application: Application, *, now: datetime) -> Mapping[str, Any]:
    """Remove an application with its whole story, what it says of references too.

    Gives what taking it back needs.
    """
    owner = application.owner
    kept = RemovedApplication.objects.create(
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
    return {"act": "deleted", "kept": kept.pk}


@owner_locked
def bring_back(owner: User, key: int, *, now: datetime) -> None:
    """Bring back what was deleted; raises IntegrityError where it cannot return any more."""
    kept = owned_by(owner, RemovedApplication).filter(pk=key).first()
    if kept is None or not restore(owner, kept.rows):
        raise IntegrityError("what was deleted is gone, or what it belongs to")
    for application in owned_by(owner, Application).filter(pk=kept.application):
        application.documents.add(*owned_by(owner, Document).filter(pk__in=kept.documents))
    kept.delete()
    send_facts_changed(owner.pk, [kept.application], now)


def let_go(owner: User, what: Mapping[str, Any], now: datetime) -> None:
    """Remove applications that were brought in, with the companies and tags that came with them.

    What was changed since, or is used elsewhere, stays.
    """
    new = owned_by(owner, Application).filter(
        pk__in=what["applications"], updated_at=F("created_at")
    )
    tags = list(owned_by(owner, Tag).filter(tagged__in=new).values_list("pk", flat=True))
    new.delete()
    Tag.objects.filter(pk__in=tags, tagged=None).delete()
    empty = owned_by(owner, Company).filter(applications=None, contacts=None, notes="", website="")
    empty.filter(pk__in=what["companies"]).delete()
    send_facts_changed(owner.pk, [], now)


def forget_removed(now: datetime) -> int:
    """Let go for good of what was deleted a day before ``now`` (aware); how many applications."""
    old = RemovedApplication.objects.filter(removed_at__lt=now - RemovedApplication.KEPT)
    return old.delete()[0]
