"""Actions on several applications at once; each returns what undoing it needs."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.access import owned_by
from accounts.locking import owner_locked, update_fields
from accounts.models import User
from applications.models import Application, Tag
from applications.services.applications import archive, unarchive
from jobtracker.model_fields import key_of
from jobtracker.reading.names import one_line

What = Mapping[str, Any]


@owner_locked
def archive_all(owner: User, ids: Iterable[int], *, now: datetime) -> What:
    """Archive applications."""
    rows = owned_by(owner, Application).filter(pk__in=list(ids), archived_at=None)
    changed = list(rows.values_list("pk", flat=True))
    archive(owner, changed, now=now)
    return {"act": "archived", "ids": changed}


@owner_locked
def unarchive_all(owner: User, ids: Iterable[int], *, now: datetime) -> What:
    """Unarchive applications."""
    rows = owned_by(owner, Application).filter(pk__in=list(ids), archived_at__isnull=False)
    changed = list(rows.values_list("pk", flat=True))
    unarchive(owner, changed, now=now)
    return {"act": "unarchived", "ids": changed}


@owner_locked
def tag_all(owner: User, ids: Iterable[int], name: str) -> What:
    """Add a tag to applications, creating the tag if it is new.

    Raises ValidationError if the tag is too long.
    """
    rows = owned_by(owner, Application).filter(pk__in=list(ids))
    name = one_line(name)
    if not rows:
        return {"act": "tagged", "tag": name, "ids": [], "new": False}
    tag = owned_by(owner, Tag).filter(key=key_of(name)).first()
    is_new = tag is None
    tag = tag or update_fields(Tag(owner=owner), {"name": name, "key": key_of(name)})
    changed = list(rows.exclude(tags=tag).values_list("pk", flat=True))
    tag.tagged.add(*changed)
    return {"act": "tagged", "tag": tag.name, "ids": changed, "new": is_new}
