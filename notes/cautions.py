"""Reasons to wait before sending a note, with a link to the next step if there is one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import owned_by
from applications.models import Application, Interview, Message
from followups.cards import CardContext, Names, card_context
from followups.models import HeldBack, Reminder
from followups.state import is_coming, still_held
from followups.timing.catalogue.index import GUARDS
from jobtracker.templatetags.dates import day
from notes.context import NoteContext
from notes.editor import Caution, NoteEditor
from references.consent import consent_block

STATUS = "status"
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
"""A reference is told of progress at most this often (our figure)."""


def planned_holds(row: Reminder, names: Names, now: datetime) -> tuple[Caution, ...]:
    """What holds back the note that a reminder asks for, while it is not open yet."""
    reason, guard = getattr(row, "held_reason", None), getattr(row, "held_guard", None)
    if not reason or not guard or not row.rule.startswith(STATUS) or not is_coming(row, now):
        return ()
    held = HeldBack(guard=guard, reason=reason, sources=row.sources)
    return (_of(held, CardContext(row.owner.zone, now, names)),)


def status_holds(application: Application, now: datetime) -> tuple[Caution, ...]:
    """What holds back a status note without a reminder; one query, or two with names."""
    rows = list(application.held_back.filter(still_held(now), rule=STATUS))
    context = card_context(application.owner, rows, now)
    return tuple(_of(row, context) for row in rows)


def _of(row: HeldBack, context: CardContext) -> Caution:
    return Caution(_(GUARDS[row.guard].title), context.fact(row), tuple(row.sources))


def elsewhere_holds(note: NoteEditor, now: datetime) -> tuple[Caution, ...]:
    """The same person got a status note within a week, about another application."""
    occasion, reader = note.occasion, note.reader
    if occasion.purpose != Message.Purpose.STATUS or reader is None:
        return ()
    written_at = getattr(reader, "written_at", None)
    if written_at is None or written_at < now - WEEK:
        return ()
    notes = owned_by(occasion.owner, Message).filter(contact=reader, purpose=occasion.purpose)
    notes = notes.filter(at__gte=now - WEEK).exclude(application=occasion.application)
    last = notes.select_related("application__company").order_by("at", "pk").last()
    if last is None:
        return ()
    parts = {"who": reader, "day": day(last.at), "application": last.application}
    text = _("You wrote to %(who)s on %(day)s, about %(application)s.")
    return (Caution(_("Written to this week"), text % parts, ("S3:once-a-week",)),)


def thanks_holds(interview: Interview, sent: Message | None) -> tuple[Caution, ...]:
    """One thank-you is enough, and a phone screen needs one note in all."""
    if sent is None:
        return ()
    who = sent.contact.name if sent.contact else interview.application.company.name
    parts = {"who": who, "day": day(sent.at)}
    if interview.kind == Interview.Kind.PHONE_SCREEN:
        text = _("You thanked %(who)s on %(day)s: after a phone screen, one short note is enough.")
        return (Caution(_("Thanked already"), text % parts, ("S3:phone-screen",)),)
    text = _("You thanked %(who)s on %(day)s: one thank-you is enough.")
    return (Caution(_("Thanked already"), text % parts, ("S4:one-is-enough",)),)


def progress_holds(person: str, sent_at: datetime | None, now: datetime) -> Iterator[Caution]:
    """A note on how the search is going is enough once a month."""
    if sent_at and sent_at > now - MONTH:
        parts = {"who": person, "day": day(sent_at), "next": day(sent_at + MONTH)}
        text = _("You wrote to %(who)s on %(day)s. Once a month is plenty: wait until %(next)s.")
        yield Caution(_("Written to this month"), text % parts, ("S1:progress",))


def reference_holds(
    occasion: NoteContext, sent_at: datetime | None, now: datetime
) -> Iterator[Caution]:
    """The reference's consent, and an earlier note of this purpose."""
    reference, purpose = occasion.reference, occasion.purpose
    if reference is None:
        return
    if occasion.is_progress:
        yield from progress_holds(occasion.person, sent_at, now)
        return
    against = consent_block(reference)
    is_answered = reference.consent != reference.Consent.NOT_ASKED
    if against and (purpose == Message.Purpose.HEADS_UP or is_answered):
        url = reverse("people:reference", args=[reference.pk]) + "#consent"
        source = (against.source,)
        yield Caution(_("Not agreed"), against.reason, source, url, _("Their consent"))
    if sent_at and purpose != Message.Purpose.OTHER:
        text = _("You sent %(who)s such a note on %(day)s already.")
        parts = {"who": reference.contact.name, "day": day(sent_at)}
        yield Caution(_("Written already"), text % parts, ("S1:no-pest",))
