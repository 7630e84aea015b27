"""Record what the seeker sent."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.locking import owner_locked, update_fields
from accounts.models import User
from applications.models import Application, Event, Interview, Message
from applications.models.message import TO_REFERRER
from applications.services.base import require_owner, send_facts_changed, update_stage_and_replan
from references.models import Contact, Reference
from references.services import set_consent

Consent = Reference.Consent


@owner_locked
def record_message(
    owner: User,
    purpose: str,
    *,
    at: datetime,
    token: UUID,
    now: datetime,
    application: Application | None = None,
    contact: Contact | None = None,
    reference: Reference | None = None,
    interview: Interview | None = None,
    channel: str = Message.Channel.EMAIL,
    subject: str = "",
    body: str = "",
) -> Message:
    """Record that the seeker sent a note; reminders it settles are marked done.

    A note that asks a reference marks them as asked, if they were not asked yet; one that withdraws
    is the end of the application, if it has not ended; one to the person who referred the seeker
    goes to that person unless another ``contact`` is given. Repeating it
    with the same ``token`` returns the existing message. Raises ValidationError if the recipient
    does not fit the purpose, or if it thanks for an interview before that began.
    """
    if purpose in TO_REFERRER and application and contact is None:
        contact = application.referred_by
    require_owner(owner, application, contact, reference)
    if interview and interview.application != application:
        raise ValueError(f"interview {interview.pk} belongs to another application")
    known = Message.objects.filter(owner=owner, token=token).first()
    if known:
        return known
    check_begun(interview, purpose, at)
    message = Message(
        owner=owner,
        token=token,
        purpose=purpose,
        at=at,
        application=application,
        contact=contact,
        reference=reference,
        interview=interview,
    )
    asked = _who_is_asked(message)
    if asked and asked.consent == Consent.NOT_ASKED:
        set_consent(asked, Consent.ASKED, on=_day_of(message), now=now)
    if purpose == Message.Purpose.WITHDRAW_NOTE and application:
        _withdraw(application, message)
    return _save(message, {"channel": channel, "subject": subject, "body": body}, now)


def check_begun(interview: Interview | None, purpose: str, at: datetime) -> None:
    """Raise ValidationError if a thank-you is from before its interview began."""
    if purpose == Message.Purpose.THANK_YOU and interview and at < interview.starts_at:
        raise ValidationError({"at": _("This is before the interview began.")})


def _withdraw(application: Application, message: Message) -> None:
    application.refresh_from_db(fields=["stage"])
    if application.is_closed:
        return
    withdrawn = Event(
        application=application,
        kind=Event.Kind.OUTCOME,
        result=Event.Result.WITHDRAWN,
        token=_token_of_end(message),
        at=message.at,
    )
    withdrawn.full_clean()
    withdrawn.save()


def end_told_by(message: Message) -> QuerySet[Event]:
    """The outcome that was recorded with a note that withdraws; none for any other note."""
    token = _token_of_end(message)
    return Event.objects.filter(application=message.application_id, token=token)


def _token_of_end(message: Message) -> UUID:
    return uuid5(message.token, "withdrawn")


def _who_is_asked(message: Message) -> Reference | None:
    """The reference a note asks to be one, with fresh consent; None for any other note."""
    reference = message.reference
    if reference is None or message.purpose != Message.Purpose.ASK_REFERENCE:
        return None
    reference.refresh_from_db(fields=["consent", "asked_on"])
    return reference


def _day_of(message: Message) -> date:
    return message.at.astimezone(message.owner.zone).date()


@owner_locked
def record_thanks(
    interview: Interview, contact: Contact | None, *, token: UUID, now: datetime
) -> Message | None:
    """Record a thank-you for an interview, to one person or to nobody in particular.

    Repeating it with the same ``token`` returns the existing message. With another token (a second
    open page) it records nothing and returns None if that person was thanked already. Raises
    ValidationError if the interview has not begun.
    """
    application = interview.application
    known = Message.objects.filter(owner=application.owner_id, token=token).first()
    if known or _thanks_of(interview, contact).exists():
        return known
    return record_message(
        application.owner,
        Message.Purpose.THANK_YOU,
        at=now,
        token=token,
        now=now,
        application=application,
        interview=interview,
        contact=contact,
    )


def _thanks_of(interview: Interview, contact: Contact | None) -> QuerySet[Message]:
    """The thank-yous that count for ``contact``; after a phone screen one is enough."""
    notes = Message.objects.filter(interview=interview, purpose=Message.Purpose.THANK_YOU)
    if contact is None or interview.kind == Interview.Kind.PHONE_SCREEN:
        return notes
    return notes.filter(Q(contact=None) | Q(contact=contact))


@owner_locked
def edit_message(
    message: Message, *, at: datetime, channel: str, subject: str, body: str, now: datetime
) -> Message:
    """Correct the record of a sent note: when and how it was sent, and its text.

    An end that was told by it moves along. Raises ValidationError if a thank-you is moved to before
    its interview began.
    """
    if at != message.at:
        check_begun(message.interview, message.purpose, at)
    fields = {"at": at, "channel": channel, "subject": subject, "body": body}
    end_told_by(message).filter(at=message.at).update(at=at)
    return _save(message, fields, now)


@owner_locked
def remove_message(message: Message, *, now: datetime) -> None:
    """Delete a message; reminders it had settled are due again.

    A reference who was marked as asked by this note alone goes back to not asked, and an
    application that ended by it goes on.
    """
    Message.objects.filter(pk=message.pk).delete()
    end_told_by(message).delete()
    asked = _who_is_asked(message)
    if asked and asked.consent == Consent.ASKED and asked.asked_on == _day_of(message):
        set_consent(asked, Consent.NOT_ASKED, on=None, now=now)
    _replan(message, now)


def _save(message: Message, fields: Mapping[str, Any], now: datetime) -> Message:
    update_fields(message, fields)
    _replan(message, now)
    return message


def _replan(message: Message, now: datetime) -> None:
    if message.application:
        update_stage_and_replan(message.application, now)
    else:
        send_facts_changed(message.owner_id, [], now)
