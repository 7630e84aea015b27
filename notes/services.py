"""The services of notes: drafts, sent notes, and the seeker's templates."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.locking import lock, owner_locked, update_fields
from accounts.models import User
from applications.models import Message
from applications.services import record_message, remove_message
from followups.actions import ACTIONS
from followups.joint import joined
from followups.models import Reminder
from followups.services import locked
from notes.context import NoteContext, context_of
from notes.drafting.suggest import Draft
from notes.models import NoteDraft, NoteTemplate
from references.models import Contact

MOST_TOGETHER = 20
"""The most other reminders that one note settles."""
NAME_ROOM = 70
"""Longest template name that leaves room for an appended number."""


@transaction.atomic
def save_draft(occasion: NoteContext, channel: str, draft: Draft, *, now: datetime) -> NoteDraft:
    """Save a draft. Raises ValidationError if a field is invalid."""
    lock(occasion.owner.pk)
    kept = get_draft(occasion) or NoteDraft(
        owner=occasion.owner, purpose=occasion.purpose, **occasion.about
    )
    kept.channel, kept.subject, kept.body, kept.updated_at = channel, draft.subject, draft.body, now
    kept.full_clean()
    kept.save()
    return kept


@transaction.atomic
def discard_draft(occasion: NoteContext) -> None:
    """Delete a draft; repeating it changes nothing."""
    lock(occasion.owner.pk)
    _drafts(occasion).filter(**occasion.keys).delete()


def get_draft(occasion: NoteContext) -> NoteDraft | None:
    """The saved draft, or None."""
    return _drafts(occasion).filter(**occasion.keys).first()


def _drafts(occasion: NoteContext) -> QuerySet[NoteDraft]:
    return NoteDraft.objects.filter(owner=occasion.owner, purpose=occasion.purpose)


@owner_locked
def add_template(
    owner: User, *, token: UUID, purpose: str, name: str, subject: str, body: str
) -> NoteTemplate:
    """Add a template; repeating it with the same ``token`` returns the existing one.

    Raises ValidationError if a field is invalid, or the name is taken for this purpose.
    """
    known = NoteTemplate.objects.filter(owner=owner, token=token).first()
    if known:
        return known
    return _write(NoteTemplate(owner=owner, token=token, purpose=purpose), name, subject, body)


@owner_locked
def restore_template(
    owner: User, *, token: UUID, purpose: str, name: str, subject: str, body: str
) -> NoteTemplate:
    """Restore a removed template; it gets a similar name if its own is taken now."""
    taken = NoteTemplate.objects.filter(owner=owner, purpose=purpose).values_list("name", flat=True)
    name = free_name(name, [each.lower() for each in taken])
    return add_template(owner, token=token, purpose=purpose, name=name, subject=subject, body=body)


def free_name(name: str, taken: Collection[str]) -> str:
    """Return ``name``, or the first of ``name (2)``, ``name (3)``, … not in ``taken``."""
    others = (f"{name[:NAME_ROOM]} ({number})" for number in count(2))
    return next(each for each in chain([name], others) if each.lower() not in taken)


@owner_locked
def edit_template(template: NoteTemplate, *, name: str, subject: str, body: str) -> NoteTemplate:
    """Edit a template. Raises ValidationError as ``add_template`` does."""
    return _write(template, name, subject, body)


def _write(template: NoteTemplate, name: str, subject: str, body: str) -> NoteTemplate:
    return update_fields(
        template, {"name": " ".join(name.split()), "subject": subject, "body": body}
    )


@owner_locked
def remove_template(template: NoteTemplate) -> None:
    """Delete a template."""
    NoteTemplate.objects.filter(pk=template.pk).delete()


@dataclass(frozen=True, slots=True)
class Note:
    """A sent note: when, how, to whom at the employer, and its text."""

    at: datetime
    token: UUID
    channel: str = Message.Channel.EMAIL
    subject: str = ""
    body: str = ""
    contact: Contact | None = None


@owner_locked
def mark_sent(reminder: Reminder, note: Note, *, now: datetime) -> Message | None:
    """Record that the seeker sent the note a reminder asks for, which marks it done.

    So it does for the other reminders to the same person on its card: each gets a message of its
    own, without the text. Repeating it with the same token returns the existing message. With
    another token (a second open page) it records nothing and returns None if the reminder is
    settled already. Raises ValueError for a rule that asks for no note, and ValidationError if a
    field is invalid.
    """
    purpose = ACTIONS[reminder.rule].purpose
    if not purpose:
        raise ValueError(f"{reminder.rule} asks for no note")
    known = Message.objects.filter(owner=reminder.owner_id, token=note.token).first()
    if known or not _is_wanted(locked(reminder), purpose):
        return known
    others = [row for row in joined(reminder, now) if row.pk != reminder.pk]
    message = send_note(context_of(reminder), note, now=now)
    for number, row in enumerate(others[:MOST_TOGETHER]):
        if row.opens_at <= message.at and locked(row).state in Reminder.LIVE:
            _record_too(row, message, number, now)
    return message


def _record_too(row: Reminder, message: Message, number: int, now: datetime) -> None:
    """Record what one note settles beside its own reminder."""
    occasion = context_of(row)
    record_message(
        row.owner,
        occasion.purpose,
        at=message.at,
        token=_token_of_other(message, number),
        now=now,
        channel=message.channel,
        **occasion.about,
    )


def _token_of_other(message: Message, number: int) -> UUID:
    return uuid5(message.token, f"also {number}")


@transaction.atomic
def send_note(occasion: NoteContext, note: Note, *, now: datetime) -> Message:
    """Record a sent note; without a text in ``note``, the draft is recorded.

    Reminders it settles are marked done. Repeating it with the same token returns the existing
    message. Raises ValidationError if a field is invalid.
    """
    owner = lock(occasion.owner.pk)
    kept = get_draft(occasion)
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
    discard_draft(occasion)
    return message


def _is_wanted(row: Reminder, purpose: str) -> bool:
    """Whether a note still has to be recorded.

    For a lapsed or dismissed reminder, a note can still be recorded once.
    """
    if row.state not in (Reminder.State.LAPSED, Reminder.State.DISMISSED):
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
def undo_send_note(occasion: NoteContext, message: Message, *, now: datetime) -> None:
    """Undo ``send_note``: delete the message, restore the draft, and reopen reminders.

    The messages that ``mark_sent`` recorded with it go too.
    """
    lock(occasion.owner.pk)
    tokens = [_token_of_other(message, number) for number in range(MOST_TOGETHER)]
    others = Message.objects.filter(owner=message.owner_id, token__in=tokens).order_by("pk")
    for each in (message, *others):
        remove_message(each, now=now)
    if message.body:
        save_draft(occasion, message.channel, Draft(message.subject, message.body), now=now)
