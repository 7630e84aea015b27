"""The actions of links in emails: confirmed first, done once, safe to repeat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import set_digest
from applications.models import Event
from applications.services import archive, record_event
from digests.models import Digest
from followups import services
from followups.actions import ACTIONS
from followups.models import Reminder
from followups.state import is_before_talk
from notes import services as note_services
from notes.from_reminder import preset_reader

Words = str | Promise


@dataclass(frozen=True, slots=True)
class LinkAction:
    """One action: its button, what it will do, what it has done, and the function."""

    button: Words
    before: Words
    after: Words
    do: Callable[[Reminder, UUID, datetime], object]


def key(token: str, act: str) -> UUID:
    """The same key for every press on the same link, so that repeating it changes nothing."""
    return uuid5(NAMESPACE_URL, f"{act}/{token}")


def _note_sent(reminder: Reminder, token: UUID, now: datetime) -> None:
    note = note_services.Note(at=now, token=token, contact=preset_reader(reminder, now))
    note_services.mark_sent(reminder, note, now=now)


def _fact(reminder: Reminder, token: UUID, now: datetime) -> None:
    services.record_fact(reminder, token, now=now)


def _done(reminder: Reminder, token: UUID, now: datetime) -> None:
    services.mark_done(reminder, now=now)


def _not_needed(reminder: Reminder, token: UUID, now: datetime) -> None:
    services.dismiss(reminder, now=now)


def _replied(reminder: Reminder, token: UUID, now: datetime) -> None:
    if reminder.application is None:
        raise ValueError("nobody can reply to what belongs to no application")
    record_event(reminder.application, Event.Kind.EMPLOYER_REPLY, at=now, token=token, now=now)


def _archive(reminder: Reminder, token: UUID, now: datetime) -> None:
    archive(reminder.owner, [reminder.application_id or 0], now=now)


SENT = LinkAction(
    _("Yes, I sent it"),
    _("The note is put on record as sent now, and this reminder is settled."),
    _("The note is on record as sent."),
    _note_sent,
)
DONE = LinkAction(_("Yes, it is done"), _("This reminder is closed as done."), _("Done."), _done)
ARRIVED = LinkAction(
    _("Yes, it arrived"),
    _("The confirmation is put on record as of now."),
    _("Noted: your application arrived."),
    _fact,
)
CLOSE = LinkAction(
    _("Close it as no response"),
    _("The application is closed as of now: no response. Should they write, it opens again."),
    _("Closed: no response."),
    _fact,
)
APPLIED = LinkAction(
    _("Yes, I applied"),
    _("Your application is put on record as of now."),
    _("Noted: you applied."),
    _fact,
)
NOT_NEEDED = LinkAction(
    _("It is not needed"),
    _("This reminder goes, and comes back only if its date moves. Others stay."),
    _("It comes back only if its date moves."),
    _not_needed,
)
REPLIED = LinkAction(
    _("They replied"),
    _("Their reply is put on record as of now, and your reminders move with it."),
    _("Their reply is on record, and your reminders have moved with it."),
    _replied,
)
ARCHIVE = LinkAction(
    _("No more reminders about this application"),
    _("The application is put away with all its reminders. You can take it out again."),
    _("Put away: no more reminders about it."),
    _archive,
)

FACTS: Mapping[str, LinkAction] = MappingProxyType(
    {
        "application.apply_by": APPLIED,
        "application.receipt": ARRIVED,
        "application.close_out": CLOSE,
    }
)


def link_action_for(reminder: Reminder, act: str, now: datetime) -> LinkAction | None:
    """The action that ``act`` in a link means for this reminder; None if it has none yet."""
    rule = ACTIONS[reminder.rule]
    if act == "sent":
        if is_before_talk(reminder, now):
            return None
        return SENT if rule.purpose else FACTS.get(reminder.rule, DONE)
    if act == "replied":
        return REPLIED if reminder.application_id else None
    return {"dismiss": NOT_NEEDED}.get(act)


STOPS: Mapping[str, tuple[Mapping[str, object], Words, Words]] = MappingProxyType(
    {
        Digest.Kind.DAILY: (
            {"digest_on": False},
            _("Stop the daily digest"),
            _("The daily digest has stopped."),
        ),
        Digest.Kind.WEEKLY: (
            {"weekly_review_day": None},
            _("Stop the weekly review"),
            _("The weekly review has stopped."),
        ),
        Digest.Kind.CASELOAD: (
            {"caseload_day": None},
            _("Stop the weekly mail about clients"),
            _("The weekly mail about clients has stopped."),
        ),
        Digest.Kind.NOTICE: (
            {"thank_you_notice": False},
            _("Stop the mail after each interview"),
            _("The mail after each interview has stopped."),
        ),
    }
)
"""How to stop each kind of email: the settings, the button, and the confirmation."""


def stoppable(owner: User) -> list[tuple[str, Words]]:
    """The kinds of email with reminders that ``owner`` gets, each with its button."""
    return [
        (kind, STOPS[kind][1])
        for kind in (Digest.Kind.NOTICE, Digest.Kind.DAILY, Digest.Kind.WEEKLY)
        if any(getattr(owner, name) != value for name, value in STOPS[kind][0].items())
    ]


def stop(owner: User, kind: str, *, now: datetime) -> None:
    """Stop one kind of email to ``owner``."""
    fields, _button, _said = STOPS[kind]
    set_digest(owner, fields=fields, now=now)
