"""Read applications' timelines from the database as the planner's events."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models.functions import Lower

from applications.models import Debrief, Event, Interview, Message
from followups.timing import facts as f
from inbox.selectors import holding

EVENT_TYPES: dict[str, type[f.Event]] = {
    Event.Kind.APPLIED: f.Applied,
    Event.Kind.CONFIRMATION: f.Confirmation,
    Event.Kind.EMPLOYER_REPLY: f.EmployerReply,
    Event.Kind.NO_CONTACT_REQUESTED: f.NoContactRequested,
}
REFERENCE_EVENT_TYPES: dict[str, type[f.ReferenceEvent]] = {
    Event.Kind.REFERENCE_CHOSEN: f.ReferenceChosen,
    Event.Kind.REFERENCE_CONTACTED: f.ReferenceContacted,
    Event.Kind.REFERENCE_LETTER: f.ReferenceLetter,
}
NO_FACT = (Event.Kind.NOTE, Event.Kind.MOVED)


def events_of(pks: Collection[int]) -> dict[int, list[f.Event]]:
    """Return the events of each of these applications, in a constant number of queries."""
    events: dict[int, list[f.Event]] = defaultdict(list)
    if not pks:
        return events
    for read in (logged_events, interviews, _debriefs, _messages, _mails):
        for pk, event in read(pks):
            events[pk].append(event)
    return events


def logged_events(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    """Yield the events that are rows of their own, with their applications' keys."""
    rows = Event.objects.filter(application__in=pks).exclude(kind__in=NO_FACT)
    for row in rows.order_by("at", "pk"):
        yield row.application_id, _logged_event(row)


def _logged_event(row: Event) -> f.Event:
    name, at = f"e{row.pk}", without_microseconds(row.at)
    if row.kind == Event.Kind.TIMELINE_GIVEN:
        return f.TimelineGiven(name, at, news_by=row.news_by, ask_on=row.ask_on)
    if row.kind == Event.Kind.OUTCOME:
        return f.Outcome(name, at, f.Result(row.result), row.answer_by)
    if row.kind == Event.Kind.REFERENCES_REQUESTED:
        return f.ReferencesRequested(name, at, row.has_list)
    if row.kind in REFERENCE_EVENT_TYPES:
        return REFERENCE_EVENT_TYPES[row.kind](name, at, f"r{row.reference_id}")
    return EVENT_TYPES[row.kind](name, at)


def interviews(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    """Yield the interviews, with their applications' keys."""
    rows = Interview.objects.filter(application__in=pks)
    people: dict[int, list[str]] = defaultdict(list)
    through = Interview.interviewers.through.objects.filter(interview__application__in=pks)
    # In the order in which pages list them; the join table has no order of its own.
    by_name = through.order_by(Lower("contact__name"), "contact_id")
    for interview, contact in by_name.values_list("interview_id", "contact_id"):
        people[interview].append(f"c{contact}")
    for row in rows.order_by("arranged_at", "pk"):
        yield (
            row.application_id,
            f.Interview(
                f"i{row.pk}",
                without_microseconds(row.arranged_at),
                kind=f.Kind(row.kind),
                starts_at=without_microseconds(row.starts_at),
                ends_at=without_microseconds(row.ends_at),
                interviewers=tuple(people[row.pk]),
                cancelled_at=without_microseconds(row.cancelled_at) if row.cancelled_at else None,
            ),
        )


def _debriefs(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    rows = Debrief.objects.filter(interview__application__in=pks).order_by("at", "pk")
    for pk, at, interview, application in rows.values_list(
        "pk", "at", "interview_id", "interview__application_id"
    ):
        yield application, f.Debriefed(f"d{pk}", without_microseconds(at), f"i{interview}")


def _messages(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    rows = Message.objects.filter(application__in=pks).order_by("at", "pk")
    for row in rows.defer("subject", "body"):
        yield row.application_id or 0, _message(row)


def _message(row: Message) -> f.MessageSent:
    to = f"c{row.contact_id}" if row.contact_id else None
    return f.MessageSent(
        f"m{row.pk}",
        without_microseconds(row.at),
        purpose=f.Purpose(row.purpose),
        to=f"r{row.reference_id}" if row.reference_id else to,
        interview=f"i{row.interview_id}" if row.interview_id else None,
    )


def _mails(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    """Yield the mails that may be an answer, and wait to be sorted."""
    for pk, at, application in holding(pks).values_list("pk", "at", "application_id"):
        yield application or 0, f.MailUnsorted(f"s{pk}", without_microseconds(at))


def without_microseconds(instant: datetime) -> datetime:
    """Drop the microseconds of an aware instant: the rules count in whole seconds."""
    return instant.replace(microsecond=0)
