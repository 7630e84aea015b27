"""Seekers with very long searches, written straight into the tables and planned by the planner."""

from datetime import datetime, timedelta
from itertools import cycle

from accounts.models import User
from applications.models import Application, Event, Interview, Message
from followups.planning.replan import replan
from references.models import Company, Contact

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YEARS = 2 * 365
RESULTS = ("rejected", "no_response", "rejected", "withdrawn", "no_response", "declined")
STILL_OPEN_DAYS = 45
OPEN_EVERY = 12
TALKED_EVERY = 4
LATEST = 240
"""So many are of the last weeks at any size: what Today shows is the same, what is past differs."""


def search(owner: User, count: int, now: datetime) -> None:
    """Give ``owner`` so many applications over two years: most of them over, some with talks."""
    companies = Company.objects.bulk_create(
        Company(owner=owner, name=f"Company {n}") for n in range(count // 3 + 1)
    )
    applications = Application.objects.bulk_create(
        _application(owner, company, n, count, now)
        for n, company in zip(range(count), cycle(companies), strict=False)
    )
    Event.objects.bulk_create(_events(applications), batch_size=2000)
    _talks(owner, applications, now)
    replan(owner.pk, None, now=now)


def _application(owner: User, company: Company, n: int, count: int, now: datetime) -> Application:
    applied = now - _days_ago(n, count) * DAY - HOUR
    is_open = now - applied < STILL_OPEN_DAYS * DAY or n % OPEN_EVERY == 0
    return Application(
        owner=owner,
        company=company,
        title=f"Product Designer {n}",
        stage="applied" if is_open else RESULTS[n % len(RESULTS)],
        interest=1 + n % 5,
        location="Bristol",
        posting_text="What the job is about. " * 100,
        created_at=applied,
        updated_at=applied,
    )


def _days_ago(n: int, count: int) -> float:
    if n < LATEST:
        return STILL_OPEN_DAYS * n / LATEST
    return STILL_OPEN_DAYS + (YEARS - STILL_OPEN_DAYS) * (n - LATEST) / (count - LATEST)


def _events(applications: list[Application]) -> list[Event]:
    events = []
    for each in applications:
        applied = each.created_at
        events.append(Event(application=each, kind="applied", at=applied))
        events.append(Event(application=each, kind="confirmation", at=applied + HOUR))
        if each.stage != "applied":
            at = applied + 20 * DAY
            events.append(Event(application=each, kind="outcome", at=at, result=each.stage))
    return events


def _talks(owner: User, applications: list[Application], now: datetime) -> None:
    talked = applications[::TALKED_EVERY]
    people = Contact.objects.bulk_create(
        Contact(owner=owner, company=each.company, name=f"Person {each.pk}") for each in talked
    )
    talks = Interview.objects.bulk_create(
        Interview(
            owner=owner,
            application=each,
            arranged_at=each.created_at + DAY,
            starts_at=each.created_at + 5 * DAY,
            ends_at=each.created_at + 5 * DAY + HOUR,
            time_zone="Europe/London",
        )
        for each in talked
    )
    through = Interview.interviewers.through
    through.objects.bulk_create(
        through(interview=talk, contact=person) for talk, person in zip(talks, people, strict=True)
    )
    Message.objects.bulk_create(
        _thank_you(talk, person)
        for talk, person in zip(talks, people, strict=True)
        if talk.ends_at + 2 * DAY < now
    )


def _thank_you(talk: Interview, person: Contact) -> Message:
    return Message(
        owner=talk.owner,
        application=talk.application,
        interview=talk,
        contact=person,
        purpose="thank_you",
        at=talk.ends_at + HOUR,
    )
