"""Services for coaches and their clients: notes, nudges, and policies set by a coach.

Each checks the grant inside the transaction, so an ended grant gives no access.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from accounts.access import grant_of
from accounts.locking import owner_locked
from accounts.models import User
from followups.models import PolicyChoice
from followups.models.coach import CoachNote, Nudge, PolicyChange
from followups.services import choose_policy
from followups.timing.policy.make import PolicyError

SHOWN_DAYS = timedelta(days=7)


@owner_locked
def write_note(
    client: User, text: str, *, shared: bool, by: User, token: UUID, now: datetime
) -> CoachNote:
    """Save a coach's note about a client. Safe to repeat; Http404 without a live grant."""
    scopes = sorted(grant_of(by, client.pk, now).scopes)
    note, _ = CoachNote.objects.get_or_create(
        coach=by,
        token=token,
        defaults={
            "client": client,
            "text": text,
            "shared": shared,
            "scopes": scopes,
            "written_at": now,
        },
    )
    return note


@owner_locked
def rewrite_note(note: CoachNote, text: str, *, shared: bool, by: User, now: datetime) -> None:
    """Change a note; only its author may. Http404 without a live grant."""
    scopes = grant_of(by, note.client_id, now).scopes
    note.text, note.shared = text, shared
    note.scopes = sorted(scopes.union(note.scopes))
    note.save(update_fields=["text", "shared", "scopes"])


@owner_locked
def nudge(client: User, text: str, *, by: User, token: UUID, now: datetime) -> Nudge:
    """Show a message on the client's Today for a week, or until they close it.

    Safe to repeat. Http404 without a live grant.
    """
    grant_of(by, client.pk, now)
    created, _ = Nudge.objects.get_or_create(
        coach=by,
        token=token,
        defaults={"client": client, "text": text, "at": now, "shown_until": now + SHOWN_DAYS},
    )
    return created


@owner_locked
def mark_nudge_read(nudge: Nudge, *, now: datetime) -> None:
    """Mark a nudge as read by the client. Safe to repeat."""
    Nudge.objects.filter(pk=nudge.pk, read_at=None).update(read_at=now)


@owner_locked
def set_policy_of(
    client: User, base: str, changes: Mapping[str, object], *, by: User, now: datetime
) -> PolicyChange:
    """Set a client's policy as their coach, and store the previous one so the client can revert.

    Raises PolicyError if a figure is outside its limits. Http404 without a live grant.
    """
    coach = grant_of(by, client.pk, now).coach
    before = PolicyChoice.objects.filter(owner=client).first()
    change = PolicyChange.objects.filter(client=client, resolved_at=None).first()
    chosen = choose_policy(client, base, changes, by=by, now=now)
    if change is None:
        change = PolicyChange(
            client=client,
            previous_base=before.base if before else "balanced",
            previous_changes=before.changes if before else {},
        )
    change.coach, change.coach_name, change.at = coach, str(coach), now
    change.base, change.changes = chosen.base, chosen.changes
    change.save()
    return change


@owner_locked
def keep_policy(change: PolicyChange, *, now: datetime) -> None:
    """The client keeps the coach's policy."""
    PolicyChange.objects.filter(pk=change.pk, resolved_at=None).update(resolved_at=now)


@owner_locked
def revert_policy(change: PolicyChange, *, now: datetime) -> None:
    """Restore the client's previous policy; does nothing if already resolved."""
    if not PolicyChange.objects.filter(pk=change.pk, resolved_at=None).update(resolved_at=now):
        return
    owner = change.client
    try:
        choose_policy(owner, change.previous_base, change.previous_changes, by=owner, now=now)
    except PolicyError:
        choose_policy(owner, "balanced", {}, by=owner, now=now)
