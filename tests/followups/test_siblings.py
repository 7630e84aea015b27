"""What happens to one application replans the others it bears on, and no more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications import services
from applications.models import Application, Event, Message
from followups.models import HeldBack, PlanContext, Reminder
from followups.planning import replan as replanning
from followups.planning.collect import collect
from followups.planning.replan import replan
from followups.timing import facts as f
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview

DAY = timedelta(days=1)
Log = Callable[..., Event]
Write = Callable[..., Message]


@pytest.fixture
def log(now: datetime) -> Log:
    """Logs an event of an application."""

    def record(application: Application, kind: str, at: datetime = now, **more: Any) -> Event:
        return services.record_event(application, kind, at=at, token=uuid4(), now=now, **more)

    return record


@pytest.fixture
def write(seeker: User, now: datetime) -> Write:
    """Logs a note of a seeker, a status note unless said otherwise."""

    def record(
        application: Application,
        contact: Contact | None = None,
        at: datetime = now - DAY,
        purpose: str = "status",
    ) -> Message:
        return services.record_message(
            seeker, purpose, at=at, token=uuid4(), now=now, application=application, contact=contact
        )

    return record


def elsewhere(application: Application) -> list[str]:
    """The names of what other applications say."""
    facts = collect(application.owner, [application.pk]).applications[application.pk]
    assert facts is not None
    kinds = (f.AcceptedElsewhere, f.StatusElsewhere)
    return [event.name for event in facts.events if isinstance(event, kinds)]


def guards(application: Application) -> list[str]:
    """The guards of its status notes."""
    rows = HeldBack.objects.filter(application=application, rule="status")
    return list(rows.values_list("guard", flat=True))


def keys(application: Application) -> set[str]:
    """The keys of its live reminders."""
    rows = Reminder.objects.filter(application=application, state__in=Reminder.LIVE)
    return set(rows.values_list("key", flat=True))


def test_an_acceptance_makes_the_others_rest(
    make_application: MakeApplication, log: Log, seeker: User, now: datetime
) -> None:
    taken, other = make_application(), make_application("Northwind")
    accepted = log(taken, "outcome", result="accepted")
    assert guards(other) == ["accepted_elsewhere"]
    assert f"application.withdraw_note/e{accepted.pk}" in keys(other)
    assert guards(taken) == ["closed"]
    services.remove_event(accepted, now=now)
    assert guards(other) == ["too_soon"]
    assert f"application.withdraw_note/e{accepted.pk}" not in keys(other)


def test_a_saved_job_that_nothing_happened_to_rests_too(
    make_application: MakeApplication, log: Log, now: datetime
) -> None:
    saved, taken = make_application(applied_at=None), make_application("Northwind")
    closes_on = (now + 9 * DAY).date()
    services.edit_application(
        saved,
        company=saved.company.name,
        fields={"title": saved.title, "interest": 3, "closes_on": closes_on},
        now=now,
    )
    assert keys(saved) == {"application.apply_by"}
    log(taken, "outcome", result="accepted")
    assert keys(saved) == set()


def test_it_counts_only_while_it_stands(
    make_application: MakeApplication, log: Log, now: datetime
) -> None:
    taken, other = make_application(), make_application("Northwind")
    accepted = log(taken, "outcome", now - 3 * DAY, result="accepted")
    assert elsewhere(other) == [f"e{accepted.pk}"]
    log(taken, "outcome", now - 2 * DAY, result="rejected")
    assert elsewhere(other) == []
    assert guards(other) == ["too_soon"]


def test_not_one_that_is_older_than_the_application(
    make_application: MakeApplication, log: Log, now: datetime
) -> None:
    accepted = log(make_application(), "outcome", now - 9 * DAY, result="accepted")
    saved = make_application("Northwind", applied_at=None)
    imported = make_application("Agency", applied_at=now - 10 * DAY)
    assert elsewhere(saved) == []
    assert elsewhere(imported) == [f"e{accepted.pk}"]


def test_of_two_the_later_counts(
    make_application: MakeApplication, log: Log, now: datetime
) -> None:
    other, *taken = [make_application(name) for name in ("Northwind", "Harbour", "Agency")]
    later = log(taken[0], "outcome", now - DAY, result="accepted")
    log(taken[1], "outcome", now - 2 * DAY, result="accepted")
    assert elsewhere(other) == [f"e{later.pk}"]


def test_an_archived_acceptance_stands_and_a_deleted_one_does_not(
    make_application: MakeApplication, log: Log, seeker: User, now: datetime
) -> None:
    taken, other = make_application(), make_application("Northwind")
    log(taken, "outcome", result="accepted")
    services.archive(seeker, [taken.pk], now=now)
    assert guards(other) == ["accepted_elsewhere"]
    what = services.delete_application(taken, now=now)
    assert guards(other) == ["too_soon"]
    services.undo_action(seeker, what, now=now)
    assert guards(other) == ["accepted_elsewhere"]


def test_a_note_to_a_shared_person_puts_the_next_off(
    make_application: MakeApplication, make_contact: MakeContact, write: Write, now: datetime
) -> None:
    ana, bo = make_contact("Ana"), make_contact("Bo")
    one, other = make_application(), make_application("Northwind")
    write(other, ana, purpose="thank_you")
    write(one, bo)
    row = Reminder.objects.get(application=other, rule="status.after_applying")
    before = row.opens_at
    note = write(one, ana, now - 2 * DAY)
    assert elsewhere(other) == [f"m{note.pk}"]
    row.refresh_from_db()
    assert row.opens_at.date() == (now + 5 * DAY).date()
    services.edit_message(note, at=now - DAY, channel="email", subject="", body="", now=now)
    row.refresh_from_db()
    assert row.opens_at.date() == (now + 6 * DAY).date()
    services.remove_message(note, now=now)
    row.refresh_from_db()
    assert row.opens_at == before


def test_a_note_to_nobody_went_to_the_people_of_its_application(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    write: Write,
) -> None:
    ana = make_contact("Ana")
    one, other, third = [make_application(name) for name in ("Harbour", "Northwind", "Harbour")]
    make_interview(one, ana)
    make_interview(other, ana)
    note = write(one)
    assert elsewhere(other) == [f"m{note.pk}"]
    assert elsewhere(third) == []


def test_where_neither_has_a_person_the_company_is_shared(
    make_application: MakeApplication, make_contact: MakeContact, write: Write, now: datetime
) -> None:
    one, other = make_application("Harbour"), make_application("harbour")
    note = write(one)
    assert elsewhere(other) == [f"m{note.pk}"]
    assert elsewhere(one) == []
    write(other, make_contact("Ana"), purpose="thank_you")
    assert elsewhere(other) == []


def test_who_referred_the_seeker_is_none_of_the_employers_people(
    make_application: MakeApplication, make_contact: MakeContact, write: Write
) -> None:
    ana = make_contact("Ana")
    one, other = make_application(), make_application("Northwind")
    write(other, ana, purpose="referrer_thank_you")
    write(one, ana)
    assert elsewhere(other) == []


def planned_by(act: Callable[[], object]) -> set[int]:
    """The applications that an act plans anew."""
    seen: set[int] = set()
    collect_many = replanning.collect_many

    def noting(owners: Any, pks: Any, *rest: Any) -> Any:
        seen.update(pks)
        return collect_many(owners, pks, *rest)

    with patch.object(replanning, "collect_many", noting):
        act()
    return seen


def test_only_those_it_bears_on_are_planned_anew(
    make_application: MakeApplication, log: Log, write: Write, now: datetime
) -> None:
    one, other = make_application(), make_application()
    far = make_application("Northwind")
    assert planned_by(lambda: log(one, "employer_reply")) == {one.pk}
    assert planned_by(lambda: write(one)) == {one.pk, other.pk}
    assert planned_by(lambda: log(one, "employer_reply")) == {one.pk}
    accepted = {one.pk, other.pk, far.pk}
    assert planned_by(lambda: log(one, "outcome", result="accepted")) == accepted
    assert planned_by(lambda: log(one, "note", text="Hurrah")) == {one.pk}


def test_queries_of_one_change_do_not_grow(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    log: Log,
    write: Write,
    seeker: User,
    now: datetime,
) -> None:
    ana = make_contact("Ana")

    def story() -> Application:
        application = make_application(interest=4)
        make_interview(application, ana)
        write(application, ana)
        return application

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            replan(seeker.pk, [one.pk], now=now)
        return len(queries)

    one = story()
    log(story(), "outcome", result="accepted")
    few = cost()
    for _ in range(8):
        story()
    assert cost() == few


def test_what_says_nothing_is_not_kept(
    make_application: MakeApplication, log: Log, now: datetime
) -> None:
    one, other = make_application(), make_application("Northwind")
    assert not PlanContext.objects.exists()
    accepted = log(one, "outcome", result="accepted")
    assert [row.pk for row in PlanContext.objects.all()] == [other.pk]
    services.remove_event(accepted, now=now)
    assert not PlanContext.objects.exists()
