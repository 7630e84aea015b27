"""The verbs of coaching: what a coach leaves with a client, and how the client answers.

Each looks the grant up again inside the transaction: what ended a moment ago opens nothing.
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
    """A coach writes a note on a client; safe to repeat. Http404 without a live grant."""
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
    """Its writer changes a note. Http404 without a live grant."""
    scopes = grant_of(by, note.client_id, now).scopes
    note.text, note.shared = text, shared
    note.scopes = sorted(scopes.union(note.scopes))
    note.save(update_fields=["text", "shared", "scopes"])


@owner_locked
def nudge(client: User, text: str, *, by: User, token: UUID, now: datetime) -> Nudge:
    """A message that stands on the client's Today for a week, or until they put it away.

    Safe to repeat. Http404 without a live grant.
    """
    grant_of(by, client.pk, now)
    given, _ = Nudge.objects.get_or_create(
        coach=by,
        token=token,
        defaults={"client": client, "text": text, "at": now, "shown_until": now + SHOWN_DAYS},
    )
    return given


@owner_locked
def put_away(given: Nudge, *, now: datetime) -> None:
    """The client has read it. Repeating it changes nothing."""
    Nudge.objects.filter(pk=given.pk, read_at=None).update(read_at=now)


@owner_locked
def set_policy_of(
    client: User, base: str, changes: Mapping[str, object], *, by: User, now: datetime
) -> PolicyChange:
    """A coach sets a client's policy; what it was is kept, so that the client can take it back.

    Raises PolicyError where a figure is beyond its limit. Http404 without a live grant.
    """
    coach = grant_of(by, client.pk, now).coach
    before = PolicyChoice.objects.filter(owner=client).first()
    open_one = PolicyChange.objects.filter(client=client, resolved_at=None).first()
    chosen = choose_policy(client, base, changes, by=by, now=now)
    if open_one is None:
        open_one = PolicyChange(
            client=client,
            previous_base=before.base if before else "balanced",
            previous_changes=before.changes if before else {},
        )
    open_one.coach, open_one.coach_name, open_one.at = coach, str(coach), now
    open_one.base, open_one.changes = chosen.base, chosen.changes
    open_one.save()
    return open_one


@owner_locked
def keep_policy(change: PolicyChange, *, now: datetime) -> None:
    """The client leaves it as the coach set it."""
    PolicyChange.objects.filter(pk=change.pk, resolved_at=None).update(resolved_at=now)


@owner_locked
def revert_policy(change: PolicyChange, *, now: datetime) -> None:
    """The client has it again as it was before; once settled it does nothing."""
    if not PolicyChange.objects.filter(pk=change.pk, resolved_at=None).update(resolved_at=now):
        return
    owner = change.client
    try:
        choose_policy(owner, change.previous_base, change.previous_changes, by=owner, now=now)
    except PolicyError:
        choose_policy(owner, "balanced", {}, by=owner, now=now)
