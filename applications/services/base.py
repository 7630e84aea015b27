"""What the services of this app share: ownership checks, the stage, and the replan signal."""

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from applications.models import Application, Event, Interview
from applications.services.stages import stage_of
from jobtracker.signals import Happening, facts_changed, tell
from references.models import Contact, Reference


def update_stage_and_replan(application: Application, now: datetime) -> None:
    """Recompute the stage after facts changed, and replan the application."""
    events = Event.objects.filter(application=application).order_by("at", "pk")
    interviews = Interview.objects.filter(application=application).order_by("arranged_at", "pk")
    application.stage = stage_of(events, interviews)
    application.updated_at = now
    application.save(update_fields=["stage", "updated_at"])
    send_facts_changed(application.owner_id, [application.pk], now)


def send_facts_changed(
    owner_id: int,
    application_ids: Collection[int] | None,
    now: datetime,
    *,
    only_holds: bool = False,
) -> None:
    """Send ``facts_changed``, inside the transaction that changed the facts.

    Where ``only_holds`` changed, which suggestions put on follow-ups, the applications did not.
    """
    if application_ids and not only_holds:
        keys = sorted(application_ids)
        tell(Happening.APPLICATION_CHANGED, keys, owner_ids=[owner_id], now=now)
    facts_changed.send(
        sender=Application, owner_id=owner_id, application_ids=application_ids, now=now
    )


def require_owner(owner: User, *things: Contact | Reference | Application | None) -> None:
    """Raise ValueError if one of ``things`` belongs to another user."""
    for thing in things:
        if thing is None:
            continue
        holder = thing.contact if isinstance(thing, Reference) else thing
        if holder.owner_id != owner.pk:
            raise ValueError(f"{type(thing).__name__} {thing.pk} belongs to somebody else")
