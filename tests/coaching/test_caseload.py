"""The caseload: each need with count and reason, who needs help first, at a constant cost."""

import csv
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog, Membership, User
from applications import services
from applications.models import Application, Interview
from coaching.caseload import Client as Line
from coaching.caseload import caseload, in_programme, matching, of_kind
from coaching.triage import KINDS, Need
from followups.services import snooze
from references.models import Contact
from references.services import add_contact
from tests.coaching.conftest import let_in, programme_of
from tests.conftest import person, signed_in

pytestmark = pytest.mark.django_db


def apply_for(owner: User, company: str, at: datetime, now: datetime) -> Application:
    return services.add_application(
        owner,
        token=uuid4(),
        company=company,
        fields={"title": "Designer"},
        applied_at=at,
        now=min(at, now),
    )


def meet(application: Application, starts: datetime, now: datetime, *people: Contact) -> Interview:
    """Arranged four days ago, and written down then."""
    arranged = now - timedelta(days=4)
    return services.arrange_interview(
        application,
        token=uuid4(),
        fields={
            "kind": "interview",
            "arranged_at": arranged,
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
            "time_zone": "Europe/London",
        },
        interviewers=people,
        now=arranged,
    )


def needs(coach: User, client: User, now: datetime) -> dict[str, Need]:
    (line,) = [each for each in caseload(coach, now) if each.user == client]
    return {need.kind.name: need for need in line.needs}


@pytest.fixture
def client_of(seeker: User, coach: User, at_now: datetime) -> User:
    """The seeker, who lets the coach in."""
    let_in(seeker, coach, at_now - timedelta(days=60))
    return seeker


def test_overdue_thank_yous_name_the_people(client_of: User, coach: User, now: datetime) -> None:
    application = apply_for(client_of, "Harbour", now - timedelta(days=12), now)
    people = [
        add_contact(client_of, token=uuid4(), company="", fields={"name": name})
        for name in ("Ana Ruiz", "Bo Lind")
    ]
    meet(application, now - timedelta(days=3), now, *people)
    found = needs(coach, client_of, now)["thanks"]
    assert found.count == 2
    assert found.reason == "Harbour: Ana Ruiz, Bo Lind, due Tue 17 Mar"
    assert found.why


def test_a_note_that_is_allowed_and_not_before(client_of: User, coach: User, now: datetime) -> None:
    apply_for(client_of, "Quiet", now - timedelta(days=10), now)
    assert "silent" not in needs(coach, client_of, now)
    found = needs(coach, client_of, now + timedelta(days=8))["silent"]
    assert (found.count, found.reason[:29]) == (1, "Quiet: a note is allowed sinc")


@pytest.mark.parametrize("kind", ["thanks", "silent", "references"])
def test_what_fell_due_before_they_could_be_told_is_no_need(
    kind: str, client_of: User, coach: User, now: datetime
) -> None:
    apply_for(client_of, "Quiet", now - timedelta(days=20), now)
    late = apply_for(client_of, "Harbour", now - timedelta(days=12), now)
    who = add_contact(client_of, token=uuid4(), company="", fields={"name": "Ana Ruiz"})
    meet(late, now - timedelta(days=3), now, who)
    meet(late, now + timedelta(days=4), now)
    client_of.reminders.update(catch_up=False)
    assert kind in needs(coach, client_of, now)
    client_of.reminders.update(catch_up=True)
    assert not needs(coach, client_of, now).keys() & {"thanks", "silent", "references"}


def test_a_resting_client_needs_nothing_until_the_day_comes(
    client_of: User, coach: User, now: datetime
) -> None:
    late = apply_for(client_of, "Harbour", now - timedelta(days=12), now)
    who = add_contact(client_of, token=uuid4(), company="", fields={"name": "Ana Ruiz"})
    meet(late, now - timedelta(days=3), now, who)
    meet(late, now + timedelta(days=1), now)
    client_of.reminders.update(catch_up=False)
    assert {"thanks", "coming"} <= needs(coach, client_of, now).keys()
    for days, rests in ((1, True), (0, False), (-1, False)):
        until = now.date() + timedelta(days=days)
        User.objects.filter(pk=client_of.pk).update(resting_until=until)
        (line,) = caseload(coach, now)
        assert line.rests_until == (until if rests else None)
        assert bool(line.needs) is not rests


def test_a_rest_ends_at_the_start_of_the_day_where_the_client_is(
    client_of: User, coach: User, now: datetime
) -> None:
    User.objects.filter(pk=client_of.pk).update(
        resting_until=date(2026, 3, 20), time_zone="Pacific/Auckland"
    )
    (line,) = caseload(coach, now)  # it is the 20th there already
    assert line.rests_until is None


def test_a_resting_client_is_marked(
    seeker: User, stranger: User, coach: User, moment: datetime
) -> None:
    let_in(seeker, coach, moment)
    client = signed_in(coach)
    pages = ("/coach/", f"/coach/accounts/user/{seeker.pk}/change/")
    for page in pages:
        assert "rests until" not in client.get(page).content.decode()
    until = moment.date() + timedelta(days=9)
    User.objects.filter(pk=seeker.pk).update(resting_until=until)
    for page in pages:
        assert "rests until" in client.get(page).content.decode()
    (row,) = rows_of(client)
    assert row["Rests until"] == f"{until:%Y-%m-%d}"
    assert row["No activity in a week"] == "0"


def test_what_was_put_off_needs_no_help(client_of: User, coach: User, now: datetime) -> None:
    apply_for(client_of, "Quiet", now - timedelta(days=20), now)
    reminder = client_of.reminders.filter(rule__startswith="status").get()
    assert "silent" in needs(coach, client_of, now)
    snooze(reminder, now + timedelta(days=2), now=now)
    assert "silent" not in needs(coach, client_of, now)


def test_references_count_only_before_an_interview(
    client_of: User, coach: User, now: datetime
) -> None:
    application = apply_for(client_of, "Harbour", now - timedelta(days=3), now)
    assert "references" not in needs(coach, client_of, now)
    meet(application, now + timedelta(days=4), now)
    found = needs(coach, client_of, now)["references"]
    assert found.count == 1
    assert "before Harbour on Mon 23 Mar" in found.reason


@pytest.mark.parametrize(
    ("ago", "idle"), [(timedelta(days=7, seconds=-1), False), (timedelta(days=7), True)]
)
def test_a_week_without_activity(
    ago: timedelta, idle: bool, client_of: User, coach: User, now: datetime
) -> None:
    apply_for(client_of, "Harbour", now - ago, now - ago)
    assert ("idle" in needs(coach, client_of, now)) is idle


def test_an_interview_is_activity(client_of: User, coach: User, now: datetime) -> None:
    application = apply_for(client_of, "Harbour", now - timedelta(days=30), now)
    talk = meet(application, now - timedelta(days=9), now - timedelta(days=9))
    long_ago = now - timedelta(days=20)
    Interview.objects.filter(pk=talk.pk).update(arranged_at=long_ago)
    Application.objects.filter(pk=application.pk).update(created_at=long_ago)
    assert "idle" in needs(coach, client_of, now)
    times = {"ends_at": now - timedelta(days=1), "starts_at": now - timedelta(days=2)}
    Interview.objects.filter(pk=talk.pk).update(**times)
    assert "idle" not in needs(coach, client_of, now)
    Interview.objects.filter(pk=talk.pk).update(cancelled_at=now - timedelta(days=8))
    assert "idle" in needs(coach, client_of, now)
    Interview.objects.filter(pk=talk.pk).update(cancelled_at=now - timedelta(days=3))
    assert "idle" not in needs(coach, client_of, now)
    said = signed_in(coach).get(f"/coach/accounts/user/{client_of.pk}/change/").content.decode()
    assert "Interview arranged" in said
    assert "Interview cancelled" in said
    assert "Interview held" not in said


def test_nothing_ever_written_is_no_activity(client_of: User, coach: User, now: datetime) -> None:
    assert needs(coach, client_of, now)["idle"].reason == "Nothing has been written down yet"


@pytest.mark.parametrize(
    ("days", "coming"), [(2.9, True), (3, False), (-0.02, True), (-0.05, False)]
)
def test_interviews_in_the_next_three_days(
    days: float, coming: bool, client_of: User, coach: User, now: datetime
) -> None:
    application = apply_for(client_of, "Harbour", now - timedelta(days=3), now)
    meet(application, now + timedelta(days=days), now)
    assert ("coming" in needs(coach, client_of, now)) is coming


def test_who_needs_help_first_stands_first(
    client_of: User, stranger: User, coach: User, now: datetime
) -> None:
    let_in(stranger, coach, now)
    apply_for(client_of, "Fresh", now - timedelta(days=1), now)
    late = apply_for(stranger, "Harbour", now - timedelta(days=12), now)
    who = add_contact(stranger, token=uuid4(), company="", fields={"name": "Ana"})
    meet(late, now - timedelta(days=3), now, who)
    assert [each.user for each in caseload(coach, now)] == [stranger, client_of]


def test_an_overdue_thank_you_outweighs_any_one_other_need() -> None:
    thanks = Need(KINDS["thanks"], 1, "").weight
    assert all(Need(kind, 99, "").weight < thanks for kind in list(KINDS.values())[1:])


def test_search_and_kinds(client_of: User, stranger: User, coach: User, now: datetime) -> None:
    let_in(stranger, coach, now)
    apply_for(client_of, "Quiet", now - timedelta(days=20), now)
    clients = caseload(coach, now)
    assert [each.user for each in matching(clients, " ROBIN ")] == [client_of]
    assert [each.user for each in matching(clients, "stranger@")] == [stranger]
    assert [each.user for each in of_kind(clients, KINDS["silent"])] == [client_of]
    assert len(of_kind(clients, None)) == 2


def test_a_programme_finds_clients_only_for_its_coaches(
    client_of: User, stranger: User, coach: User, now: datetime
) -> None:
    programme = programme_of(coach, client_of, stranger)
    assert in_programme(coach, str(programme.pk), now) == {client_of.pk}
    Membership.objects.filter(person=coach).delete()
    assert in_programme(coach, str(programme.pk), now) == set()


def test_ten_clients_cost_what_three_cost(coach: User, moment: datetime) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert signed_in_client.get(address).status_code == 200
        return len(counted)

    def more(start: int, end: int) -> None:
        for number in range(start, end):
            client = person(f"client{number}@test.example", f"Client {number}")
            let_in(client, coach, moment)
            one = apply_for(client, "Harbour", moment - timedelta(days=20), moment)
            who = add_contact(client, token=uuid4(), company="", fields={"name": "Ana"})
            meet(one, moment - timedelta(days=3), moment, who)
            meet(one, moment + timedelta(days=2), moment)

    signed_in_client = signed_in(coach)
    pages = ("/coach/", "/coach/accounts/user/sheet/", "/coach/accounts/user/compare/")
    more(0, 3)
    few = [queries(page) for page in pages]
    more(3, 10)
    assert [queries(page) for page in pages] == few
    assert few[0] <= 16


def rows_of(client: Client, **asked: Any) -> list[dict[str, str]]:
    text = client.get("/coach/accounts/user/sheet/", asked).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_file_holds_what_the_page_shows(
    seeker: User, stranger: User, coach: User, moment: datetime
) -> None:
    User.objects.filter(pk=seeker.pk).update(name="=HYPERLINK(1)")
    let_in(seeker, coach, moment)
    apply_for(seeker, "Quiet", moment - timedelta(days=20), moment)
    client = signed_in(coach)
    (row,) = rows_of(client)
    assert row["Client"] == "'=HYPERLINK(1)"
    assert row["Silent, a note is allowed"] == "1"
    assert "Quiet: a note is allowed since" in row["Why: Silent, a note is allowed"]
    assert rows_of(client, need="coming") == []
    assert AccessLog.objects.filter(seeker=seeker, what="sheet").exists()


def test_each_client_reads_that_they_stood_in_the_list(
    seeker: User, stranger: User, coach: User, moment: datetime
) -> None:
    let_in(seeker, coach, moment)
    for _twice in range(2):
        signed_in(coach).get("/coach/")
    assert AccessLog.objects.filter(seeker=seeker, what="caseload").count() == 1
    assert not AccessLog.objects.filter(seeker=stranger).exists()


def test_a_line_knows_its_columns(client_of: User, coach: User, now: datetime) -> None:
    (line,) = caseload(coach, now)
    assert isinstance(line, Line)
    assert [cell.kind.name if cell else "" for cell in line.cells] == ["", "", "", "idle", ""]
