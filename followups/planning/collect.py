"""Rows to facts: what the planner needs, in a constant number of queries."""

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
    """Everything that one seeker's plans are made from.

    ``applications`` holds the facts by the application's key, None for one that is put away;
    ``messages`` the messages to each reference, from all applications.
    """

    owner: User
    policy: Policy
    applications: dict[int, f.Facts | None]
    references: tuple[f.ReferenceFacts, ...]
    messages: dict[str, tuple[f.MessageSent, ...]]


def collect(owner: User, application_ids: Collection[int] | None) -> Collected:
    """The facts of ``owner``'s applications (all of them where None), and of their references."""
    return collect_many([owner], application_ids)[0]


def collect_many(
    owners: Collection[User], application_ids: Collection[int] | None = None
) -> list[Collected]:
    """The facts of several seekers, each for themselves, in as many queries as for one."""
    pks = [owner.pk for owner in owners]
    rows = Application.objects.filter(owner__in=pks)
    if application_ids is not None:
        rows = rows.filter(pk__in=application_ids)
    heads: dict[int, list[tuple[int, int, datetime | None]]] = defaultdict(list)
    for pk, owner_id, interest, archived in rows.values_list(
        "pk", "owner_id", "interest", "archived_at"
    ):
        heads[owner_id].append((pk, interest, archived))
    shown = [pk for own in heads.values() for pk, _, archived in own if archived is None]
    events, messages = _events_of(shown), _messages_to_references(pks)
    references = _references(pks)
    choices = PolicyChoice.objects.in_bulk(pks, field_name="owner_id")
    return [
        Collected(
            owner=owner,
            policy=policy_of(choices.get(owner.pk)),
            applications=_facts(owner, heads[owner.pk], events, tuple(references[owner.pk])),
            references=tuple(references[owner.pk]),
            messages={each.id: messages[each.id] for each in references[owner.pk]},
        )
        for owner in owners
    ]


def _facts(
    owner: User,
    heads: Collection[tuple[int, int, datetime | None]],
    events: dict[int, list[f.Event]],
    references: tuple[f.ReferenceFacts, ...],
) -> dict[int, f.Facts | None]:
    return {
        pk: None if archived else f.Facts(owner.zone, interest, tuple(events[pk]), references)
        for pk, interest, archived in heads
    }


def _references(owners: Collection[int]) -> dict[int, list[f.ReferenceFacts]]:
    found: dict[int, list[f.ReferenceFacts]] = defaultdict(list)
    for row in Reference.objects.filter(contact__owner__in=owners).select_related("contact"):
        found[row.contact.owner_id].append(_reference(row))
    return found


def _events_of(pks: Collection[int]) -> dict[int, list[f.Event]]:
    events: dict[int, list[f.Event]] = defaultdict(list)
    if not pks:
        return events
    for part in (_happenings, _interviews, _debriefs, _messages):
        for pk, event in part(pks):
            events[pk].append(event)
    return events


def _happenings(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    rows = Event.objects.filter(application__in=pks).exclude(kind__in=NO_FACT)
    for row in rows.order_by("at", "pk"):
        yield row.application_id, _happening(row)


def _happening(row: Event) -> f.Event:
    name, at = f"e{row.pk}", whole(row.at)
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
    # As the pages name them; the rows themselves come in no order that means anything.
    by_name = through.order_by(Lower("contact__name"), "contact_id")
    for interview, contact in by_name.values_list("interview_id", "contact_id"):
        people[interview].append(f"c{contact}")
    for row in rows.order_by("arranged_at", "pk"):
        yield (
            row.application_id,
            f.Interview(
                f"i{row.pk}",
                whole(row.arranged_at),
                kind=f.Kind(row.kind),
                starts_at=whole(row.starts_at),
                ends_at=whole(row.ends_at),
                interviewers=tuple(people[row.pk]),
                cancelled_at=whole(row.cancelled_at) if row.cancelled_at else None,
            ),
        )


def _debriefs(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    rows = Debrief.objects.filter(interview__application__in=pks).order_by("at", "pk")
    for pk, at, interview, application in rows.values_list(
        "pk", "at", "interview_id", "interview__application_id"
    ):
        yield application, f.Debriefed(f"d{pk}", whole(at), f"i{interview}")


def _messages(pks: Collection[int]) -> Iterator[tuple[int, f.Event]]:
    rows = Message.objects.filter(application__in=pks).order_by("at", "pk")
    for row in rows.defer("subject", "body"):
        yield row.application_id or 0, _message(row)


def _message(row: Message) -> f.MessageSent:
    to = f"c{row.contact_id}" if row.contact_id else None
    return f.MessageSent(
        f"m{row.pk}",
        whole(row.at),
        purpose=f.Purpose(row.purpose),
        to=f"r{row.reference_id}" if row.reference_id else to,
        interview=f"i{row.interview_id}" if row.interview_id else None,
    )


def _messages_to_references(owners: Collection[int]) -> dict[str, tuple[f.MessageSent, ...]]:
    """The last message of each purpose to each reference: all that their own rules look at."""
    last: dict[str, list[f.MessageSent]] = defaultdict(list)
    rows = Message.objects.filter(owner__in=owners, reference__isnull=False).order_by()
    for reference, purpose, at in rows.values_list("reference_id", "purpose", Max("at")):
        to = f"r{reference}"
        last[to].append(f.MessageSent(f"{purpose}-{to}", whole(at), f.Purpose(purpose), to))
    found = {to: tuple(sorted(each, key=lambda m: m.at)) for to, each in last.items()}
    return defaultdict(tuple, found)


def _reference(row: Reference) -> f.ReferenceFacts:
    return f.ReferenceFacts(
        id=f"r{row.pk}",
        consent=f.Consent(row.consent),
        agreed_on=row.agreed_on,
        last_contact_on=row.last_contact_on,
        job_hunting_since=row.job_hunting_since,
    )


def whole(instant: datetime) -> datetime:
    """An aware instant without the fraction of its second, as the rules read it."""
    return instant.replace(microsecond=0)


def policy_of(choice: PolicyChoice | None) -> Policy:
    """The policy that a stored choice stands for.

    A stored figure that a later version of the limits refuses falls back to the named policy.
    """
    if choice is None:
        return make()
    try:
        return make(choice.base, choice.changes)
    except PolicyError:
        return make(choice.base)
