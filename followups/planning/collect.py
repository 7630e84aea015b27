"""Read the planner's facts from the database, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.db.models.functions import Lower

from accounts.models import User
from applications.models import Application, Debrief, Event, Interview, Message
from followups.models import PolicyChoice
from followups.timing import facts as f
from followups.timing.policy.make import Policy, PolicyError, make
from references.models import Reference

EVENT_TYPES: dict[str, type[f.Event]] = {
    Event.Kind.APPLIED: f.Applied,
    Event.Kind.CONFIRMATION: f.Confirmation,
    Event.Kind.EMPLOYER_REPLY: f.EmployerReply,
    Event.Kind.NO_CONTACT_REQUESTED: f.NoContactRequested,
    Event.Kind.REFERENCES_REQUESTED: f.ReferencesRequested,
}
REFERENCE_EVENT_TYPES: dict[str, type[f.ReferenceEvent]] = {
    Event.Kind.REFERENCE_CHOSEN: f.ReferenceChosen,
    Event.Kind.REFERENCE_CONTACTED: f.ReferenceContacted,
    Event.Kind.REFERENCE_LETTER: f.ReferenceLetter,
}
NO_FACT = (Event.Kind.NOTE, Event.Kind.MOVED)


@dataclass(frozen=True, slots=True)
class Collected:
    """All facts behind one seeker's plans.

    ``applications`` maps an application's primary key to its facts, None if archived; ``messages``
    maps a reference's ID to the messages sent to it, from all applications.
    """

    owner: User
    policy: Policy
    applications: dict[int, f.Facts | None]
    references: tuple[f.ReferenceFacts, ...]
    messages: dict[str, tuple[f.MessageSent, ...]]


def collect(owner: User, application_ids: Collection[int] | None) -> Collected:
    """Return the facts of ``owner``'s applications (None: all) and references."""
    return collect_many([owner], application_ids)[0]


def collect_many(
    owners: Collection[User], application_ids: Collection[int] | None = None
) -> list[Collected]:
    """Return the facts of each of ``owners``, in as many queries as for one."""
    pks = [owner.pk for owner in owners]
    rows = Application.objects.filter(owner__in=pks)
    if application_ids is not None:
        rows = rows.filter(pk__in=application_ids)
    applications: dict[int, list[tuple[int, int, datetime | None]]] = defaultdict(list)
    for pk, owner_id, interest, archived in rows.values_list(
        "pk", "owner_id", "interest", "archived_at"
    ):
        applications[owner_id].append((pk, interest, archived))
    active = [pk for own in applications.values() for pk, _, archived in own if archived is None]
    events, messages = _events_of(active), _messages_to_references(pks)
    references = _references(pks)
    choices = PolicyChoice.objects.in_bulk(pks, field_name="owner_id")
    return [
        Collected(
            owner=owner,
            policy=policy_of(choices.get(owner.pk)),
            applications=_facts(owner, applications[owner.pk], events, tuple(references[owner.pk])),
            references=tuple(references[owner.pk]),
            messages={each.id: messages[each.id] for each in references[owner.pk]},
        )
        for owner in owners
    ]


def _facts(
    owner: User,
    applications: Collection[tuple[int, int, datetime | None]],
    events: dict[int, list[f.Event]],
    references: tuple[f.ReferenceFacts, ...],
) -> dict[int, f.Facts | None]:
    return {
        pk: None if archived else f.Facts(owner.zone, interest, tuple(events[pk]), references)
        for pk, interest, archived in applications
    }


def _references(owners: Collection[int]) -> dict[int, list[f.ReferenceFacts]]:
    references: dict[int, list[f.ReferenceFacts]] = defaultdict(list)
    for row in Reference.objects.filter(contact__owner__in=owners).select_related("contact"):
        references[row.contact.owner_id].append(_reference(row))
    return references


def _events_of(pks: Collection[int]) -> dict[int, list[f.Event]]:
    events: dict[int, list[f.Event]] = defaultdict(list)
    if not pks:
        return events
    for read in (_logged_events, _interviews, _debriefs, _messages):
        for pk, event in read(pks):
            events[pk].append(event)
    return events


def _logged_events(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    rows = Event.objects.filter(application__in=pks).exclude(kind__in=NO_FACT)
    for row in rows.order_by("at", "pk"):
        yield row.application_id, _logged_event(row)


def _logged_event(row: Event) -> f.Event:
    name, at = f"e{row.pk}", without_microseconds(row.at)
    if row.kind == Event.Kind.TIMELINE_GIVEN:
        return f.TimelineGiven(name, at, news_by=row.news_by, ask_on=row.ask_on)
    if row.kind == Event.Kind.OUTCOME:
        return f.Outcome(name, at, f.Result(row.result))
    if row.kind in REFERENCE_EVENT_TYPES:
        return REFERENCE_EVENT_TYPES[row.kind](name, at, f"r{row.reference_id}")
    return EVENT_TYPES[row.kind](name, at)


def _interviews(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
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


def _messages_to_references(owners: Collection[int]) -> dict[str, tuple[f.MessageSent, ...]]:
    """Return the last message of each purpose to each reference, by the reference's ID."""
    last: dict[str, list[f.MessageSent]] = defaultdict(list)
    rows = Message.objects.filter(owner__in=owners, reference__isnull=False).order_by()
    for reference, purpose, at in rows.values_list("reference_id", "purpose", Max("at")):
        to = f"r{reference}"
        last[to].append(
            f.MessageSent(f"{purpose}-{to}", without_microseconds(at), f.Purpose(purpose), to)
        )
    messages = {to: tuple(sorted(each, key=lambda m: m.at)) for to, each in last.items()}
    return defaultdict(tuple, messages)


def _reference(row: Reference) -> f.ReferenceFacts:
    return f.ReferenceFacts(
        id=f"r{row.pk}",
        consent=f.Consent(row.consent),
        agreed_on=row.agreed_on,
        last_contact_on=row.last_contact_on,
        job_hunting_since=row.job_hunting_since,
    )


def without_microseconds(instant: datetime) -> datetime:
    """Drop the microseconds of an aware instant: the rules count in whole seconds."""
    return instant.replace(microsecond=0)


def policy_of(choice: PolicyChoice | None) -> Policy:
    """Return the policy of a stored choice; the default policy for None.

    If a stored figure is outside today's limits, return the named policy without changes.
    """
    if choice is None:
        return make()
    try:
        return make(choice.base, choice.changes)
    except PolicyError:
        return make(choice.base)
