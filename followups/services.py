"""The verbs of follow-ups: what a person does with a reminder, and the policy they choose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.verbs import lock, verb
from applications.models import Event, Message
from applications.services import record_event, record_message, remove_message
from followups.acts import ACTS
from followups.apply import place
from followups.coach_models import PolicyChange
from followups.draft_services import begun, drop_draft, keep_draft
from followups.drafts import Draft
from followups.models import PolicyChoice, Reminder
from followups.occasions import Occasion, occasion_of
from followups.refresh import refresh
from followups.timing.policy import make
from references.models import Contact

State = Reminder.State


@verb
def mark_done(reminder: Reminder, *, now: datetime) -> None:
    """The seeker did what it asked for. Repeating it changes nothing."""
    _close_by_hand(reminder, State.DONE, now)


@verb
def dismiss(reminder: Reminder, *, now: datetime) -> None:
    """The seeker does not need it; it never comes back under this key."""
    _close_by_hand(reminder, State.DISMISSED, now)


def _close_by_hand(reminder: Reminder, state: str, now: datetime) -> None:
    row = _locked(reminder)
    if row.state in Reminder.LIVE:
        row.state, row.closed_at, row.next_at = state, now, None
        row.save()


@verb
def snooze(reminder: Reminder, until: datetime, *, now: datetime) -> None:
    """Put a reminder off until a later instant. Raises ValueError for one that is not later."""
    if until <= now:
        raise ValueError("a reminder can only be put off to a later time")
    row = _locked(reminder)
    if row.state in Reminder.LIVE:
        row.snoozed_until = until
        place(row, now)
        row.save()


@verb
def bring_back(reminder: Reminder, *, now: datetime, until: datetime | None = None) -> None:
    """Undo: a reminder that was done, waved away or put off is as its times say again.

    One that slept when it was closed sleeps on; one that was put off sleeps ``until`` the instant
    that held before, if any.
    """
    row = _locked(reminder)
    if row.state not in (*Reminder.BY_HAND, State.SNOOZED):
        return
    if row.state == State.SNOOZED:
        row.snoozed_until = until
    row.state = State.PLANNED
    place(row, now)
    row.save()
    scope = [row.application_id] if row.application_id else []
    refresh(row.owner_id, scope, now=now)


def _locked(reminder: Reminder) -> Reminder:
    return Reminder.objects.select_for_update(no_key=True, of=("self",)).get(pk=reminder.pk)


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it went out: when, how, to whom at the employer, and what it said."""

    at: datetime
    token: UUID
    channel: str = Message.Channel.EMAIL
    subject: str = ""
    body: str = ""
    contact: Contact | None = None


@verb
def mark_sent(reminder: Reminder, note: Note, *, now: datetime) -> Message | None:
    """The seeker sent the note a reminder asks for: the record of it settles the reminder.

    Repeating it with the same token gives the message that is there. With another token (a second
    open page) nothing is written and None given, where the reminder is settled already. Raises
    ValueError for a rule that asks for no note, and ValidationError where a field does not fit.
    """
    purpose = ACTS[reminder.rule].purpose
    if not purpose:
        raise ValueError(f"{reminder.rule} asks for no note")
    known = Message.objects.filter(owner=reminder.owner_id, token=note.token).first()
    if known or not _is_wanted(_locked(reminder), purpose):
        return known
    return send_note(occasion_of(reminder), note, now=now)


@transaction.atomic
def send_note(occasion: Occasion, note: Note, *, now: datetime) -> Message:
    """The seeker sent a note: it is put on record as it was begun where ``note`` has no text.

    What it settles is settled with it. Repeating it with the same token gives the message that is
    there. Raises ValidationError where a field does not fit.
    """
    owner = lock(occasion.owner.pk)
    kept = begun(occasion)
    if kept and not note.body:
        note = replace(note, channel=kept.channel, subject=kept.subject, body=kept.body)
    about = occasion.about
    if not occasion.reference:
        about["contact"] = occasion.contact or note.contact
    message = record_message(
        owner,
        occasion.purpose,
        at=note.at,
        token=note.token,
        now=now,
        channel=note.channel,
        subject=note.subject,
        body=note.body,
        **about,
    )
    drop_draft(occasion)
    return message


def _is_wanted(row: Reminder, purpose: str) -> bool:
    """Whether a note is still to be put on record.

    One that lapsed or was waved away may be written all the same, once.
    """
    if row.state not in (State.LAPSED, State.DISMISSED):
        return row.state in Reminder.LIVE
    written = Message.objects.filter(
        owner=row.owner_id,
        purpose=purpose,
        application=row.application_id,
        interview=row.interview_id,
        reference=row.reference_id,
        at__gte=row.opens_at,
    )
    if row.contact_id:
        written = written.filter(Q(contact=None) | Q(contact=row.contact_id))
    return not written.exists()


@transaction.atomic
def take_back_note(occasion: Occasion, message: Message, *, now: datetime) -> None:
    """Undo of ``send_note``: the record goes, its words are a note begun, and what it settled is
    asked for again."""
    lock(occasion.owner.pk)
    remove_message(message, now=now)
    if message.body:
        keep_draft(occasion, message.channel, Draft(message.subject, message.body), now=now)


@verb
def record_fact(reminder: Reminder, token: UUID, *, now: datetime) -> Event | None:
    """Write down the fact that a reminder's own button stands for, as of ``now``.

    It arrived; or: no answer came, and the application is closed. Repeating it with the same token
    gives the event that is there; with another token nothing is written and None given, where the
    reminder is closed already. Raises ValueError for a rule whose button records nothing.
    """
    act = ACTS[reminder.rule]
    if not act.fact or reminder.application is None:
        raise ValueError(f"{reminder.rule} records no fact")
    known = Event.objects.filter(application=reminder.application, token=token).first()
    if known or _locked(reminder).state not in Reminder.LIVE:
        return known
    return record_event(
        reminder.application, act.fact, at=now, token=token, now=now, result=act.result
    )


@verb
def choose_policy(
    owner: User, base: str, changes: Mapping[str, object], *, by: User, now: datetime
) -> PolicyChoice:
    """Set the policy of ``owner``, and plan everything of theirs anew in the same transaction.

    Raises PolicyError where a figure is beyond its limit.
    """
    make(base, changes)
    stored = {
        name: f"{value:%H:%M}" if isinstance(value, time) else value
        for name, value in changes.items()
    }
    choice, _ = PolicyChoice.objects.update_or_create(
        owner=owner, defaults={"base": base, "changes": stored, "set_by": by, "set_at": now}
    )
    if by.pk == owner.pk:
        PolicyChange.objects.filter(client=owner, settled_at=None).update(settled_at=now)
    refresh(owner.pk, None, now=now)
    return choice
