"""Hundreds of seekers, each in the middle of a search, written straight into the tables."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from applications.models import Application, Interview
from followups.models import HeldBack, Reminder
from references.models import Company, Contact

DAY = timedelta(days=1)
NAMES = ("Ana Ruiz", "Bo Lindqvist", "Chi Okafor")


def seekers(count: int, now: datetime) -> list[User]:
    """Create that many seekers in London whose digest is due at ``now``, and no other email."""
    start = User.objects.count()
    return User.objects.bulk_create(
        User(
            email=f"seeker{start + n}@bench.example",
            name=f"Seeker {start + n}",
            time_zone="Europe/London",
            next_digest_at=now,
            next_review_at=now + 5 * DAY,
            digest_at=now.time(),
            thank_you_notice=False,
        )
        for n in range(count)
    )


def searches(owners: Sequence[User], now: datetime) -> None:
    """Give each owner two applications, six reminders (two overdue) and one held back."""
    companies = Company.objects.bulk_create(
        Company(owner=owner, name=name) for owner in owners for name in ("Harbour", "Fernhill")
    )
    applications = Application.objects.bulk_create(
        Application(
            owner=company.owner,
            company=company,
            title="Product Designer",
            stage="interviewing",
            created_at=now,
            updated_at=now,
        )
        for company in companies
    )
    people = Contact.objects.bulk_create(
        Contact(owner=owner, name=name) for owner in owners for name in NAMES
    )
    interviews = Interview.objects.bulk_create(_interview(each, now) for each in applications[::2])
    rows = []
    for n, interview in enumerate(interviews):
        rows += _reminders(interview, people[3 * n : 3 * n + 3], now)
    Reminder.objects.bulk_create(rows, batch_size=1000)
    HeldBack.objects.bulk_create(_held_back(each, now) for each in applications[1::2])


def _interview(application: Application, now: datetime) -> Interview:
    return Interview(
        owner=application.owner,
        application=application,
        arranged_at=now - 5 * DAY,
        starts_at=now - DAY,
        ends_at=now - DAY,
        time_zone="Europe/London",
    )


def _reminders(interview: Interview, people: Sequence[Contact], now: datetime) -> list[Reminder]:
    owner, application = interview.owner, interview.application
    names = [f"c{person.pk}" for person in people]
    thanks = [
        _row(
            owner,
            application,
            "interview.thank_you",
            now - DAY,
            now + timedelta(hours=hours),
            {"person": f"c{person.pk}", "people": names, **_interview_facts(now)},
            contact=person,
            interview=interview,
        )
        for person, hours in zip(people, (-3, -2, 5), strict=True)
    ]
    silence = {"applied_at": _text(now - 15 * DAY), "answered_at": None}
    return [
        *thanks,
        _row(
            owner,
            application,
            "interview.debrief",
            now - DAY,
            now + DAY / 3,
            {"people": names, **_interview_facts(now)},
            interview=interview,
        ),
        _row(owner, application, "status.after_applying", now - DAY / 8, now + DAY / 3, silence),
        _row(owner, application, "status.after_applying", now + 3 * DAY, now + 4 * DAY, silence),
    ]


def _interview_facts(now: datetime) -> dict[str, Any]:
    moments = {"starts_at": _text(now - DAY), "ends_at": _text(now - DAY)}
    return {"kind": "interview", **moments}


def _row(
    owner: User,
    application: Application,
    rule: str,
    opens: datetime,
    due: datetime,
    facts: dict[str, Any],
    **more: Any,
) -> Reminder:
    key = f"{rule}/{opens.isoformat()}/{facts.get('person', '-')}"
    return Reminder(
        owner=owner,
        scope=f"a{application.pk}",
        key=key,
        application=application,
        rule=rule,
        opens_at=opens,
        due_at=due,
        state="planned",
        next_at=opens,
        reason={"sentence": rule, "facts": facts, "steps": [], "due": [], "lapse": []},
        **more,
    )


def _held_back(application: Application, now: datetime) -> HeldBack:
    asked = {"requested_at": _text(now - 4 * DAY)}
    return HeldBack(
        owner_id=application.owner_id,
        application=application,
        rule="status",
        guard="asked_not_to_call",
        reason={
            "sentence": "held_back.asked_not_to_call",
            "facts": asked,
            "steps": [],
            "due": [],
            "lapse": [],
        },
    )


def _text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
