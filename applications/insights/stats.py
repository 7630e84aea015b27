"""The data behind the insights: a few plain facts about each application that was sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Event, Interview, Message
from applications.models.event import ANSWERS
from references.models import Reference

Kind = Event.Kind

ANSWERING_RESULTS = ("offer", "rejected")
REFERENCE_STEPS = (Kind.REFERENCES_REQUESTED, Kind.REFERENCE_CONTACTED)
OFFERS = ("offer", "accepted", "declined")


@dataclass(slots=True)
class ApplicationStats:
    """One application that was sent. ``answers`` are when a person at the employer acted
    (an automatic confirmation does not count); ``talks`` are interviews that were not cancelled.
    """

    applied_at: datetime
    source: str
    answers: list[datetime] = field(default_factory=list)
    talks: list[tuple[str, datetime]] = field(default_factory=list)
    notes: list[tuple[str, datetime]] = field(default_factory=list)
    references_asked: bool = False
    offered: bool = False

    @property
    def first_answer(self) -> datetime | None:
        """The first answer, at or after the application; None if there is none."""
        return min((at for at in self.answers if at >= self.applied_at), default=None)


@dataclass(slots=True)
class Load:
    """How often a reference was used."""

    name: str
    chosen: set[int] = field(default_factory=set)
    acts: int = 0


@dataclass(slots=True)
class SearchStats:
    """Every application that was sent, and how often references were used."""

    applications: list[ApplicationStats]
    loads: list[Load]


def search_stats(user: User) -> SearchStats:
    """Read the statistics of ``user``'s whole search, in four queries."""
    events = list(_events(user))
    sent = _submitted(user, events)
    for pk, kind, at, result, _reference, _name in events:
        if pk in sent:
            _add_event(sent[pk], kind, at, result)
    for pk, kind, arranged, starts in _talks(user):
        if pk in sent:
            sent[pk].answers.append(arranged)
            sent[pk].talks.append((kind, starts))
    for pk, purpose, at in _notes(user):
        if pk in sent:
            sent[pk].notes.append((purpose, at))
    return SearchStats(list(sent.values()), _loads(events))


Row = tuple[int, str, datetime, str, int | None, str | None]


def _events(user: User) -> Iterable[Row]:
    skipped = (Kind.NOTE, Kind.MOVED, Kind.CONFIRMATION)
    rows = owned_by(user, Event).exclude(kind__in=skipped).order_by("at", "pk")
    rows = rows.exclude(kind=Kind.REFERENCE_CHOSEN, reference__consent=Reference.Consent.DECLINED)
    return rows.values_list(
        "application_id", "kind", "at", "result", "reference_id", "reference__contact__name"
    )


def _submitted(user: User, events: Iterable[Row]) -> dict[int, ApplicationStats]:
    first: dict[int, datetime] = {}
    for pk, kind, at, *_rest in events:
        if kind == Kind.APPLIED:
            first.setdefault(pk, at)
    sources = dict(owned_by(user, Application).order_by().values_list("pk", "source"))
    return {pk: ApplicationStats(at, sources[pk]) for pk, at in first.items()}


def _add_event(application: ApplicationStats, kind: str, at: datetime, result: str) -> None:
    if kind in ANSWERS or result in ANSWERING_RESULTS:
        application.answers.append(at)
    application.references_asked = application.references_asked or kind in REFERENCE_STEPS
    application.offered = application.offered or result in OFFERS


def _talks(user: User) -> Iterable[tuple[int, str, datetime, datetime]]:
    rows = owned_by(user, Interview).filter(cancelled_at=None).order_by()
    return rows.values_list("application_id", "kind", "arranged_at", "starts_at")


def _notes(user: User) -> Iterable[tuple[int, str, datetime]]:
    purposes = (Message.Purpose.STATUS, Message.Purpose.THANK_YOU)
    rows = owned_by(user, Message).filter(purpose__in=purposes, application__isnull=False)
    return rows.order_by("at").values_list("application_id", "purpose", "at")


def _loads(events: Iterable[Row]) -> list[Load]:
    loads: dict[int, Load] = {}
    for pk, kind, _at, _result, reference, name in events:
        if reference is None:
            continue
        load = loads.setdefault(reference, Load(name or ""))
        load.chosen.add(pk)
        load.acts += kind != Kind.REFERENCE_CHOSEN
    return sorted(loads.values(), key=lambda load: (-load.acts, -len(load.chosen), load.name))
