"""What a seeker's other applications mean for each: an offer accepted, a status note sent.

Only the latest of each kind bears on a plan. Archived applications count, too: archiving tidies up,
and undoes nothing that happened.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Min, Q

from applications.models import Application, Event, Interview, Message
from applications.models.message import TO_REFERRER
from followups.planning.timelines import interviews, logged_events, without_microseconds
from followups.timing import facts as f
from followups.timing.runs import latest_run

People = Mapping[int, Collection[int]]
"""Application to contacts."""


class _Row(NamedTuple):
    """An application that has a plan."""

    pk: int
    owner_id: int
    company_id: int
    created_at: datetime


class _Happened(NamedTuple):
    """An acceptance or a status note, with the application it is about. Later ones are greater."""

    at: datetime
    pk: int
    application: int


def events_elsewhere(
    owners: Collection[int], *, archived: Collection[int] = ()
) -> dict[int, list[f.Event]]:
    """Return what other applications say, for each of the owners' applications that hear of any.

    Of those that are archived, for these alone. Takes a constant number of queries.
    """
    accepted, notes = _acceptances(owners), _status_notes(owners)
    found: dict[int, list[f.Event]] = defaultdict(list)
    if not any(accepted.values()) and not notes:
        return found
    hearing = Q(archived_at=None) | Q(pk__in=archived)
    rows = Application.objects.filter(hearing, owner__in=owners).order_by()
    active = [_Row(*row) for row in rows.values_list(*_Row._fields)]
    for pk, happened in _accepted_elsewhere(active, accepted):
        found[pk].append(f.AcceptedElsewhere(f"e{happened.pk}", happened.at))
    for pk, happened in _noted_elsewhere(active, notes, owners):
        found[pk].append(f.StatusElsewhere(f"m{happened.pk}", happened.at))
    return found


def _acceptances(owners: Collection[int]) -> dict[int, list[_Happened]]:
    """Return the acceptances that stand, of each owner."""
    rows = Event.objects.filter(
        application__owner__in=owners, kind=Event.Kind.OUTCOME, result=Event.Result.ACCEPTED
    )
    owner_of = dict(rows.order_by().values_list("application", "application__owner"))
    standing: dict[int, list[_Happened]] = defaultdict(list)
    for pk, events in _runs_of(owner_of).items():
        outcome = latest_run(sorted(events, key=lambda event: event.at)).outcome
        if outcome is not None and outcome.result == f.Result.ACCEPTED:
            accepted = _Happened(outcome.at, int(outcome.name.removeprefix("e")), pk)
            standing[owner_of[pk]].append(accepted)
    return standing


def _runs_of(pks: Collection[int]) -> dict[int, list[f.Event]]:
    events: dict[int, list[f.Event]] = defaultdict(list)
    if pks:
        for read in (logged_events, interviews):
            for pk, event in read(pks):
                events[pk].append(event)
    return events


def _accepted_elsewhere(
    active: Iterable[_Row], accepted: Mapping[int, Collection[_Happened]]
) -> Iterator[tuple[int, _Happened]]:
    """Yield the latest acceptance elsewhere of each application that is not younger."""
    concerned = [row for row in active if accepted.get(row.owner_id)]
    begun = _begun([row.pk for row in concerned])
    for row in concerned:
        since = min((row.created_at, *begun[row.pk]))
        others = [
            each
            for each in accepted[row.owner_id]
            if each.application != row.pk and each.at >= without_microseconds(since)
        ]
        if others:
            yield row.pk, max(others)


def _begun(pks: Collection[int]) -> dict[int, list[datetime]]:
    """Return when each application was first submitted, and its first interview arranged."""
    begun: dict[int, list[datetime]] = defaultdict(list)
    if not pks:
        return begun
    events = Event.objects.filter(application__in=pks, kind=Event.Kind.APPLIED)
    talks = Interview.objects.filter(application__in=pks)
    for rows, field in ((events, "at"), (talks, "arranged_at")):
        firsts = rows.order_by().values("application").annotate(first=Min(field))
        for pk, first in firsts.values_list("application", "first"):
            begun[pk].append(first)
    return begun


class _Note(NamedTuple):
    """A status note: when, to whom if to somebody by name, and about which application."""

    happened: _Happened
    contact: int | None
    company: int


def _status_notes(owners: Collection[int]) -> list[_Note]:
    """Return all status notes, the latest first."""
    rows = Message.objects.filter(
        owner__in=owners, purpose=Message.Purpose.STATUS, application__isnull=False
    )
    fields = ("at", "pk", "application", "contact", "application__company")
    return [
        _Note(_Happened(without_microseconds(at), pk, application), contact, company)
        for at, pk, application, contact, company in rows.order_by("-at", "-pk").values_list(
            *fields
        )
    ]


def _noted_elsewhere(
    active: Iterable[_Row], notes: Collection[_Note], owners: Collection[int]
) -> Iterator[tuple[int, _Happened]]:
    """Yield the latest note elsewhere to a person, or else a company, that each shares."""
    if not notes:
        return
    people = _people(owners)
    to_person, to_company = _by_reader(notes, people)
    for row in active:
        mine = people.get(row.pk)
        heard = [to_person[who] for who in mine] if mine else [to_company[row.company_id]]
        latest = [
            next((each for each in notes_to if each.application != row.pk), None)
            for notes_to in heard
        ]
        if found := max(filter(None, latest), default=None):
            yield row.pk, found


def _by_reader(
    notes: Collection[_Note], people: People
) -> tuple[Mapping[int, list[_Happened]], Mapping[int, list[_Happened]]]:
    """Return the notes by the person they went to, and those that went to nobody by company.

    A note to nobody by name went to the people of its application.
    """
    to_person: dict[int, list[_Happened]] = defaultdict(list)
    to_company: dict[int, list[_Happened]] = defaultdict(list)
    for note in notes:
        readers = [note.contact] if note.contact else people.get(note.happened.application, ())
        for reader in readers:
            to_person[reader].append(note.happened)
        if not readers:
            to_company[note.company].append(note.happened)
    return to_person, to_company


def _people(owners: Collection[int]) -> People:
    """Return the interviewers of each application, and those written to about it.

    The person who referred the seeker is none of the employer's.
    """
    people: dict[int, set[int]] = defaultdict(set)
    talks = Interview.interviewers.through.objects.filter(interview__owner__in=owners)
    notes = Message.objects.filter(
        owner__in=owners, application__isnull=False, contact__isnull=False
    ).exclude(purpose__in=TO_REFERRER)
    pairs = notes.order_by().values_list("application", "contact").distinct()
    for pk, contact in (*talks.values_list("interview__application", "contact"), *pairs):
        people[pk].add(contact)
    return people
