"""Messages as they are sent and answered."""

from typing import Annotated

from pydantic import Field

from api.schemas.base import Id, In, Instant, Out
from applications.models import Message

Purpose = Message.Purpose
Channel = Message.Channel
Person = Annotated[
    str,
    Field(
        pattern=r"^[cr][1-9][0-9]{0,17}$",
        description="As in a plan: `c` and the id of a contact, or `r` and the id of a reference.",
        examples=["c12", "r3"],
    ),
]


class NewMessage(In):
    """What you sent about an application; nothing is sent from here."""

    purpose: Purpose
    at: Instant | None = Field(None, description="When you sent it; now, if it is left out.")
    to: Person | None = Field(None, description="Null: nobody in particular.")
    interview: Id | None = Field(
        None, description="Which interview a thank-you is for; one that has begun."
    )
    channel: Channel = Channel.EMAIL
    subject: str = ""
    text: str = ""


class NewMessageToReference(In):
    """What you sent to a reference; nothing is sent from here."""

    purpose: Purpose
    at: Instant | None = Field(None, description="When you sent it; now, if it is left out.")
    application: Id | None = Field(
        None,
        description="Which application it is about: one that is not archived. Needed for heads_up, "
        "reconfirm, reference_thank_you, reference_outcome and gift.",
    )
    channel: Channel = Channel.EMAIL
    text: str = ""


class MessageFields(In):
    """What can be corrected of a message."""

    at: Instant | None = None
    channel: Channel | None = None
    subject: str | None = None
    text: str | None = None


class MessageOut(Out):
    """A message that you sent yourself, about an application or to a reference."""

    id: int
    application: int | None
    purpose: Purpose
    at: Instant
    to: str | None = Field(description="As in a plan: `c12` a contact, `r3` a reference.")
    interview: int | None
    channel: Channel
    subject: str
    text: str


class Messages(Out):
    """One page of messages; `next_cursor` is null on the last."""

    items: list[MessageOut]
    next_cursor: str | None


def shown(row: Message) -> MessageOut:
    """Return a message as it is answered."""
    contact = f"c{row.contact_id}" if row.contact_id else None
    return MessageOut(
        id=row.pk,
        application=row.application_id,
        purpose=Purpose(row.purpose),
        at=row.at,
        to=f"r{row.reference_id}" if row.reference_id else contact,
        interview=row.interview_id,
        channel=Channel(row.channel),
        subject=row.subject,
        text=row.body,
    )
