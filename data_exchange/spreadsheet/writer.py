"""Write the lines of a sheet: a batch of applications in one transaction, planned at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction
from django.db.models import Model

from accounts.access import owned_by
from accounts.locking import lock
from accounts.models import User
from applications.models import Application, Event, Stage
from applications.services import Timeline, add_timelines
from applications.services.moves import answer_of
from data_exchange.spreadsheet.lines import Line
from jobtracker.reading.names import name_key
from jobtracker.reading.people import Person
from jobtracker.validators import validate_address
from references.bulk import add_companies, add_contacts
from references.models import Company, Contact

BATCH = 100
"""Lines a batch: it takes about half a second."""
NOON = time(12)
LONGEST_NAME = Contact._meta.get_field("name").max_length or 0
SOON = timedelta(minutes=1)
NEWS = (Stage.OFFER, Stage.REJECTED)
"""What they said on a day that is not that of applying: without one, it is known as of today."""
KINDS: Mapping[str, type[Model]] = {
    "applications": Application,
    "companies": Company,
    "contacts": Contact,
}
Keys = Mapping[str, Sequence[int]]
Report = Callable[[int, Keys], object]


@transaction.atomic
def write_batch(
    owner: User, lines: Sequence[Line], *, now: datetime, report: Callable[[Keys], object] | None
) -> Keys:
    """Write some lines, and return the keys of what they added."""
    lock(owner.pk)
    before = _there(owner)
    companies, people = _companies(owner, lines), _People(owner)
    timelines = [_timeline(owner, line, companies, people, now) for line in lines]
    people.write()
    add_timelines(owner, timelines, now=now)
    new = {name: sorted(keys - before[name]) for name, keys in _there(owner).items()}
    if report:
        report(new)
    return new


def _there(owner: User) -> dict[str, set[int]]:
    return {
        name: set(owned_by(owner, model).order_by().values_list("pk", flat=True))
        for name, model in KINDS.items()
    }


def _companies(owner: User, lines: Sequence[Line]) -> dict[str, Company]:
    """The companies of the lines, by the keys of their names."""
    names: dict[str, str] = {}
    for line in lines:
        names.setdefault(name_key(line.company), line.company)
    rows = {key: Company(owner=owner, name=name) for key, name in names.items()}
    add_companies(owner, rows.values())
    return rows


class _People:
    """The contacts that lines name: known ones, and those to add."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.known: dict[tuple[str, int | None], Contact] = {}
        self.by_email: dict[str, Contact] = {}
        self.new: list[Contact] = []
        for contact in owned_by(owner, Contact).order_by("pk"):
            self._remember(contact)

    def contact(self, person: Person, company: Company | None, token: UUID) -> Contact:
        """Return the contact whom a line names; a new one is added with the others."""
        at = company.pk if company else None
        known = self.by_email.get(person.email.casefold()) if person.email else None
        known = known or self.known.get((name_key(person.name), at))
        if known:
            return known
        contact = Contact(
            owner=self.owner,
            token=uuid5(token, f"{name_key(person.name)} {person.email}"),
            company=company,
            name=person.name[:LONGEST_NAME],
            role=person.role,
            email=person.email if _is_address(person.email) else "",
        )
        self.new.append(contact)
        self._remember(contact)
        return contact

    def referrer(self, person: Person, company: Company, token: UUID) -> Contact:
        """Return who referred somebody: a colleague there, or somebody of no known company."""
        there = self.known.get((name_key(person.name), company.pk))
        return there or self.contact(person, None, token)

    def write(self) -> None:
        """Add the new ones; each gets its key."""
        add_contacts(self.owner, self.new)

    def _remember(self, contact: Contact) -> None:
        self.known.setdefault((name_key(contact.name), contact.company_id), contact)
        if contact.email:
            self.by_email.setdefault(contact.email.casefold(), contact)


def _is_address(email: str) -> bool:
    try:
        EmailValidator()(email)
        validate_address(email)
    except ValidationError:
        return False
    return True


def _timeline(
    owner: User, line: Line, companies: Mapping[str, Company], people: _People, now: datetime
) -> Timeline:
    company = companies[name_key(line.company)]
    for person in line.people:
        people.contact(person, company, line.token)
    application = Application(
        owner=owner,
        token=line.token,
        company=company,
        created_at=now,
        updated_at=now,
        archived_at=_noon(owner, line.archived_on, now),
        **line.fields,
    )
    if line.referrer:
        application.referred_by = people.referrer(line.referrer, company, line.token)
    events = {event.token: event for event in _events(owner, line, application, now)}
    return Timeline(application, tags=list(line.tags), event_rows=events)


def _events(owner: User, line: Line, application: Application, now: datetime) -> list[Event]:
    """When it was sent, how far it got since, if that is more, and the answer which that takes."""
    applied, found = _noon(owner, line.applied_on, now), []
    if applied:
        kind = Event.Kind.APPLIED
        found.append(Event(application=application, token=line.token, kind=kind, at=applied))
    if line.stage in (Stage.SAVED, Stage.APPLIED):
        return found
    told = max((day for day in (line.stage_on, line.applied_on) if day), default=None)
    told_at = _noon(owner, told, now) if line.stage_on else None
    since = told_at or (now if line.stage in NEWS else applied) or now
    at, token = min(now, since + SOON), uuid5(line.token, "stage")
    fact = _as_fact(line.stage)
    found.append(Event(application=application, token=token, at=at, **fact))
    answer = answer_of(line.stage, at, applied)
    if answer:
        token = uuid5(line.token, "answered")
        found.append(Event(application=application, token=token, **answer))
    return found


def _as_fact(stage: Stage) -> dict[str, Any]:
    if stage in Event.Result.values:
        return {"kind": Event.Kind.OUTCOME, "result": stage}
    return {"kind": Event.Kind.MOVED, "stage": stage}


def _noon(owner: User, on: date | None, now: datetime) -> datetime | None:
    """Noon of a local date, because the hour is unknown; never later than ``now``."""
    return min(now, datetime.combine(on, NOON, owner.zone)) if on else None
