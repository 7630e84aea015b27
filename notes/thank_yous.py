"""The thank-yous of an interview: one per person, ticked off once sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from applications.models import Interview, Message
from followups.models import Reminder
from jobtracker.urlcache import fast_reverse
from notes.context import NoteContext
from notes.standalone.request import address_of
from references.models import Contact

RULES = ("interview.thank_you", "screen.follow_up")


@dataclass(frozen=True, slots=True)
class Thanks:
    """One person's thank-you: the note that was sent, or the reminder that asks for it.

    ``contact`` is None if nobody is named; ``coming`` is true until the interview has ended.
    """

    interview: Interview
    contact: Contact | None
    message: Message | None
    reminder: Reminder | None
    coming: bool
    token: UUID

    @property
    def is_done(self) -> bool:
        """Whether it was sent."""
        return self.message is not None

    @property
    def write_url(self) -> str:
        """Where it is written, also if no reminder asks for it."""
        if self.reminder:
            return fast_reverse("notes:draft", self.reminder.pk)
        talk = self.interview
        owner, purpose = talk.application.owner, Message.Purpose.THANK_YOU
        return address_of(NoteContext(owner, purpose, talk.application, talk, self.contact))


def thank_yous(interview: Interview, now: datetime) -> list[Thanks]:
    """The thank-yous of ``interview``, due and sent; one query besides prefetched rows.

    A phone screen needs one note in all; so does an interview where nobody is named.
    """
    people: list[Contact | None] = list(interview.interviewers.all())
    if interview.kind == Interview.Kind.PHONE_SCREEN:
        people = people[:1]
    notes = list(interview.messages.all())
    reminders = {
        each.contact_id: each
        for each in interview.reminders.filter(rule__in=RULES, state__in=Reminder.LIVE)
    }
    return [_one(person, notes, reminders, interview, now) for person in people or [None]]


def _one(
    person: Contact | None,
    notes: list[Message],
    reminders: dict[int | None, Reminder],
    interview: Interview,
    now: datetime,
) -> Thanks:
    key = person.pk if person else None
    reminder = reminders.get(key)
    if interview.kind == Interview.Kind.PHONE_SCREEN or person is None:
        fitting = notes
    else:
        fitting = [note for note in notes if note.contact_id in (key, None)]
    sent = max(fitting, key=lambda note: note.at, default=None)
    return Thanks(interview, person, sent, reminder, now < interview.ends_at, uuid4())
