"""Seekers with very long searches, written straight into the tables and then planned."""

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
INTERVIEW_EVERY = 4
LATEST = 240
"""The applications of the last weeks, at any size, so that Today shows the same at every size."""


def search(owner: User, count: int, now: datetime) -> None:
    """Give ``owner`` that many applications over two years; most closed, some with interviews."""
    companies = Company.objects.bulk_create(
        Company(owner=owner, name=f"Company {n}") for n in range(count // 3 + 1)
    )
    applications = Application.objects.bulk_create(
        _application(owner, company, n, count, now)
        for n, company in zip(range(count), cycle(companies), strict=False)
    )
    Event.objects.bulk_create(_events(applications), batch_size=2000)
    _interviews(owner, applications, now)
    # As of long ago first: so they were told in time what is overdue now.
    for moment in (now - (YEARS + 1) * DAY, now):
        replan(owner.pk, None, now=moment)


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


def _interviews(owner: User, applications: list[Application], now: datetime) -> None:
    interviewed = applications[::INTERVIEW_EVERY]
    people = Contact.objects.bulk_create(
        Contact(owner=owner, company=each.company, name=f"Person {each.pk}") for each in interviewed
    )
    interviews = Interview.objects.bulk_create(
        Interview(
            owner=owner,
            application=each,
            arranged_at=each.created_at + DAY,
            starts_at=each.created_at + 5 * DAY,
            ends_at=each.created_at + 5 * DAY + HOUR,
            time_zone="Europe/London",
        )
        for each in interviewed
    )
    through = Interview.interviewers.through
    through.objects.bulk_create(
        through(interview=interview, contact=person)
        for interview, person in zip(interviews, people, strict=True)
    )
    Message.objects.bulk_create(
        _thank_you(interview, person)
        for interview, person in zip(interviews, people, strict=True)
        if interview.ends_at + 2 * DAY < now
    )


def _thank_you(interview: Interview, person: Contact) -> Message:
    return Message(
        owner=interview.owner,
        application=interview.application,
        interview=interview,
        contact=person,
        purpose="thank_you",
        at=interview.ends_at + HOUR,
    )
