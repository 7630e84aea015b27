"""Rows to the facts a note is drafted from, in a constant number of queries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.access import mine
from accounts.models import User
from applications.models import Debrief, DebriefTopic, Event, Message
from followups.acts import ACTS
from followups.cards import WITH, Names, names_in
from followups.draft_facts import DraftFacts, Letter
from followups.models import Reminder
from followups.note_models import NoteDraft
from followups.timing.reasons import Fact, Reason
from references.models import Contact


@dataclass(frozen=True, slots=True)
class Writing:
    """A note to be written: its reminder, its facts, and who could be its reader.

    ``readers`` is None where the reader is settled; ``names`` are those of whom the reason speaks.
    """

    row: Reminder
    facts: DraftFacts
    readers: list[Contact] | None
    names: Names
    write_to: str


def reminders_to_write(user: User) -> QuerySet[Reminder]:
    """The reminders of ``user`` with all that a draft needs of them at hand."""
    named = Event.objects.filter(
        application=OuterRef("application"), kind=Event.Kind.TIMELINE_GIVEN
    ).order_by("-at")
    topic = DebriefTopic.objects.filter(
        debrief__interview=OuterRef("interview"), contact=OuterRef("contact")
    )
    write_to = Debrief.objects.filter(interview__application=OuterRef("application"))
    rows = mine(user, Reminder).select_related(*WITH, "owner", "draft", "interview__debrief")
    return rows.annotate(
        news_by=Subquery(named.values("news_by")[:1]),
        ask_on=Subquery(named.values("ask_on")[:1]),
        topic=Subquery(topic.values("text")[:1]),
        write_to=Subquery(write_to.exclude(write_to="").order_by("-at").values("write_to")[:1]),
    )


def writing(row: Reminder, now: datetime) -> Writing:
    """All about the note that ``row`` asks for; it comes from ``reminders_to_write``."""
    names, purpose = names_in(row.owner, [row]), ACTS[row.rule].purpose
    is_open = purpose in (Message.Purpose.STATUS, Message.Purpose.DECLINE_NOTE)
    readers = list(_readers(row)) if is_open else None
    reason = Reason.from_json(row.reason).facts
    known: dict[str, Any] = {
        "purpose": purpose,
        "rule": row.rule,
        "you": row.owner.name,
        "today": now.astimezone(row.owner.zone).date(),
        **_reader(row, reason, readers or []),
        **_job(row),
        **_days(row, reason),
    }
    if row.rule == "status.after_reference_check":
        known["reference"] = names.get(str(reason["person"]), "")
    if row.interview and purpose == Message.Purpose.THANK_YOU:
        known |= _talk(row, reason)
    said = getattr(row, "write_to", None) or ""
    return Writing(row, DraftFacts(**known), readers, names, said if is_open else "")


def _readers(row: Reminder) -> QuerySet[Contact]:
    """Whom a note to the employer may go to: the interviewers, and who works there."""
    application = row.application
    if application is None:
        return Contact.objects.none()
    there = Q(company=application.company_id) | Q(interviews__application=application)
    return mine(row.owner, Contact).filter(there).distinct()


def _reader(row: Reminder, reason: Mapping[str, Fact], readers: list[Contact]) -> dict[str, Any]:
    if row.reference:
        person = row.reference.contact
        return {
            "person": person.name,
            "email": person.email,
            "relationship": row.reference.relationship,
            "points": row.reference.speaks_about.rstrip("."),
            "result": reason.get("result") or "",
            "spoke": reason.get("spoke", True),
            "agreed_on": reason.get("agreed_on"),
            "last_contact_on": reason.get("last_contact_on"),
        }
    met = row.contact or _first_of(readers, reason.get("people"))
    return {"person": met.name, "email": met.email} if met else {}


def _first_of(readers: list[Contact], people: Fact) -> Contact | None:
    """Whom one spoke with first; None where nobody was named."""
    first = people[0] if isinstance(people, tuple) and people else ""
    return next((each for each in readers if f"c{each.pk}" == first), None)


def _job(row: Reminder) -> dict[str, str]:
    if row.application is None:
        return {}
    return {
        "title": row.application.title,
        "company": row.application.company.name,
        "posting_url": row.application.posting_url,
    }


NAMES_OF_DAYS = {
    "starts_at": "met_on",
    "applied_at": "applied_on",
    "noted_at": "asked_on",
    "answered_at": "answered_on",
    "checked_at": "checked_on",
    "news_by_on": "named_on",
    "ask_on": "ask_on",
}


def _days(row: Reminder, reason: Mapping[str, Fact]) -> dict[str, date]:
    """The days of the reason, on the seeker's calendar."""
    days = {}
    for name, value in reason.items():
        if name in NAMES_OF_DAYS and isinstance(value, date):
            is_instant = isinstance(value, datetime)
            days[NAMES_OF_DAYS[name]] = (
                value.astimezone(row.owner.zone).date() if is_instant else value  # type: ignore[attr-defined]
            )
    return days


def _talk(row: Reminder, reason: Mapping[str, Fact]) -> dict[str, Any]:
    people = reason.get("people")
    loop = list(people) if isinstance(people, tuple) else []
    to = f"c{row.contact_id}"
    return {
        "kind": row.interview.kind if row.interview else "",
        "named_on": getattr(row, "news_by", None),
        "ask_on": getattr(row, "ask_on", None),
        "place": loop.index(to) if to in loop else 0,
        "others": tuple(_letters(row)),
        **_debrief(row),
    }


def _debrief(row: Reminder) -> dict[str, Any]:
    debrief: Debrief | None = getattr(row.interview, "debrief", None)
    if debrief is None:
        return {}
    return {
        "is_debriefed": True,
        "pace": debrief.pace,
        "culture": debrief.culture,
        "learned": debrief.learned,
        "topic": getattr(row, "topic", None) or "",
    }


def _letters(row: Reminder) -> Iterator[Letter]:
    """What the others on the loop got, or would get as it is begun."""
    sent = Message.objects.filter(interview=row.interview_id).exclude(body="")
    done = set()
    for message in sent.select_related("contact").exclude(contact=row.contact_id):
        done.add(message.contact_id)
        yield Letter(message.contact.name if message.contact else "", message.body)
    begun = NoteDraft.objects.filter(reminder__interview=row.interview_id).exclude(reminder=row)
    for draft in begun.select_related("reminder__contact"):
        if draft.reminder.contact and draft.reminder.contact_id not in done:
            yield Letter(draft.reminder.contact.name, draft.body)
