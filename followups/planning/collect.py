"""Read the planner's facts from the database, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max

from accounts.holidays import public_holidays, weekdays
from accounts.models import User
from applications.models import Application, Message
from followups.models import PolicyChoice
from followups.planning.elsewhere import events_elsewhere
from followups.planning.timelines import events_of, without_microseconds
from followups.timing import facts as f
from followups.timing.policy.make import Policy, PolicyError, make
from references.models import Reference

YEARS_AHEAD = 2
"""Years of holidays after the last fact: every wait is shorter than that."""


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
    owners: Collection[User],
    application_ids: Collection[int] | None = None,
    elsewhere: Mapping[int, Sequence[f.Event]] | None = None,
) -> list[Collected]:
    """Return the facts of each of ``owners``, in as many queries as for one.

    ``elsewhere`` holds what other applications say, where the caller has read it already.
    """
    pks = [owner.pk for owner in owners]
    applications = _rows(pks, application_ids)
    active = [row.pk for own in applications.values() for row in own if row.archived_at is None]
    events, messages = events_of(active), _messages_to_references(pks)
    others = events_elsewhere(pks) if elsewhere is None else elsewhere
    for pk in active:
        events[pk] += others.get(pk, ())
    references = _references(pks)
    choices = PolicyChoice.objects.in_bulk(pks, field_name="owner_id")
    return [
        Collected(
            owner=owner,
            policy=policy_of(choices.get(owner.pk)),
            applications={
                row.pk: None
                if row.archived_at
                else _facts(owner, row, tuple(events[row.pk]), tuple(references[owner.pk]))
                for row in applications[owner.pk]
            },
            references=tuple(references[owner.pk]),
            messages={each.id: messages[each.id] for each in references[owner.pk]},
        )
        for owner in owners
    ]


def facts_of(application: Application) -> f.Facts:
    """Return the facts of one application, archived or not."""
    owner, pk = application.owner, application.pk
    (row,) = _rows([owner.pk], [pk])[owner.pk]
    others = events_elsewhere([owner.pk], archived=[pk])
    events = (*events_of([pk])[pk], *others.get(pk, ()))
    return _facts(owner, row, events, tuple(_references([owner.pk])[owner.pk]))


def facts_of_person(reference: Reference) -> f.Facts:
    """Return the facts about one reference as a person: the messages, and no application.

    The interest has no bearing then.
    """
    owner = reference.contact.owner
    name = f"r{reference.pk}"
    return f.Facts(
        timezone=owner.zone,
        interest=3,
        events=_messages_to_references([owner.pk])[name],
        references=(replace(_reference(reference), contact=None),),
        weekend=weekdays(owner.weekend),
    )


def policy_of_owner(owner: User) -> Policy:
    """Return the policy that a seeker plans by."""
    return policy_of(PolicyChoice.objects.filter(owner=owner).first())


class _Row(NamedTuple):
    """The fields of an application that are facts."""

    pk: int
    owner_id: int
    interest: int
    referred_by_id: int | None
    closes_on: date | None
    archived_at: datetime | None


def _rows(owners: Collection[int], pks: Collection[int] | None) -> dict[int, list[_Row]]:
    rows = Application.objects.filter(owner__in=owners)
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    applications: dict[int, list[_Row]] = defaultdict(list)
    for row in (_Row(*each) for each in rows.values_list(*_Row._fields)):
        applications[row.owner_id].append(row)
    return applications


def _facts(
    owner: User,
    row: _Row,
    events: tuple[f.Event, ...],
    references: tuple[f.ReferenceFacts, ...],
) -> f.Facts:
    return f.Facts(
        timezone=owner.zone,
        interest=row.interest,
        events=events,
        references=references,
        referred_by=f"c{row.referred_by_id}" if row.referred_by_id else None,
        closes_on=row.closes_on,
        weekend=weekdays(owner.weekend),
        days_off=_days_off(owner, events),
    )


def with_events(owner: User, facts: f.Facts, events: tuple[f.Event, ...]) -> f.Facts:
    """Return the facts with other events, and the public holidays that these need."""
    return replace(facts, events=events, days_off=_days_off(owner, events))


def _days_off(owner: User, events: Collection[f.Event]) -> frozenset[date]:
    """Return the public holidays that may bear on a plan made from these facts."""
    years = {event.at.astimezone(owner.zone).year for event in events}
    years |= {event.date.year for event in events if isinstance(event, f.TimelineGiven)}
    years |= {
        event.ends_at.astimezone(owner.zone).year
        for event in events
        if isinstance(event, f.Interview)
    }
    if not owner.country or not years:
        return frozenset()
    return public_holidays(owner.country, owner.region, min(years), max(years) + YEARS_AHEAD)


def _references(owners: Collection[int]) -> dict[int, list[f.ReferenceFacts]]:
    references: dict[int, list[f.ReferenceFacts]] = defaultdict(list)
    for row in Reference.objects.filter(contact__owner__in=owners).select_related("contact"):
        references[row.contact.owner_id].append(_reference(row))
    return references


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
        contact=f"c{row.contact_id}",
    )


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
