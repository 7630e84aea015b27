"""Arranging an interview: whose clock, how long, with whom, and what follows from it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from applications.models import Application, Interview, Stage
from applications.services import cancel_interview
from references.models import Contact
from tests.applications.test_log import UNDO
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now")

AGREED = {
    "kind": "interview",
    "starts": "2026-04-02T09:00",
    "time_zone": "Europe/London",
    "minutes": "45",
    "arranged_at": "2026-03-19T19:00",
}


LONG_AGO = datetime(2026, 3, 10, 9, 15, 20, 500, tzinfo=UTC)


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


def arrange(client: Client, application: Application, **data: Any) -> Any:
    url = f"/applications/{application.pk}/interview/"
    return client.post(url, {"token": uuid4(), **AGREED, **data})


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        ("Europe/London", "2026-03-27T09:00", datetime(2026, 3, 27, 9, 0, tzinfo=UTC)),
        ("Europe/London", "2026-04-02T09:00", datetime(2026, 4, 2, 8, 0, tzinfo=UTC)),
        ("America/New_York", "2026-04-02T09:00", datetime(2026, 4, 2, 13, 0, tzinfo=UTC)),
        ("Asia/Kolkata", "2026-04-02T09:00", datetime(2026, 4, 2, 3, 30, tzinfo=UTC)),
    ],
)
def test_the_time_is_that_of_the_chosen_place(
    seeker_client: Client, application: Application, zone: str, starts: str, expected: datetime
) -> None:
    response = arrange(seeker_client, application, starts=starts, time_zone=zone)
    assert response.status_code == 302, response.context["form"].errors
    interview = application.interviews.get()
    assert (interview.starts_at, interview.time_zone) == (expected, zone)
    assert interview.ends_at - interview.starts_at == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("chosen", "kind", "type_", "reads"),
    [
        ("phone_screen", "phone_screen", "", "Phone screen"),
        ("interview", "interview", "", "Interview"),
        ("panel", "interview", "panel", "Panel interview"),
        ("task", "interview", "task", "Task or case study"),
    ],
)
def test_one_list_of_kinds_over_the_two_that_the_rules_know(
    seeker_client: Client, application: Application, chosen: str, kind: str, type_: str, reads: str
) -> None:
    assert arrange(seeker_client, application, kind=chosen).status_code == 302
    interview = application.interviews.get()
    assert (interview.kind, interview.type, interview.kind_name) == (kind, type_, reads)
    for url in (f"/applications/{application.pk}/", f"/interviews/{interview.pk}/"):
        assert reads in seeker_client.get(url).content.decode()
    url = f"/interviews/{interview.pk}/edit/"
    assert seeker_client.get(url).context["form"]["kind"].value() == chosen
    seeker_client.post(url, {"token": uuid4(), **AGREED, "kind": "phone_screen"})
    interview.refresh_from_db()
    assert (interview.kind, interview.type) == ("phone_screen", "")


def test_a_kind_that_is_not_on_the_list_is_refused(
    seeker_client: Client, application: Application
) -> None:
    response = arrange(seeker_client, application, kind="seance")
    assert "not one of the available choices" in response.context["form"].errors["kind"][0]


def test_the_form_begins_in_the_seekers_own_zone(
    seeker_client: Client, application: Application
) -> None:
    page = seeker_client.get(f"/applications/{application.pk}/interview/").content.decode()
    assert 'name="time_zone" value="Europe/London"' in page
    assert '<option value="America/New_York">New York, America</option>' in page
    assert 'value="2026-03-19T20:00"' in page
    assert "With whom" in page


def test_people_who_are_known_and_new_ones(
    seeker_client: Client, application: Application, make_contact: MakeContact, seeker: User
) -> None:
    ana = make_contact("Ana Ruiz", company="Harbour Analytics")
    bo = make_contact("Bo Lindqvist", company="Harbour Analytics")
    eve = make_contact("Eve Elsewhere", company="Osprey Travel")
    names = "Chi  Okafor\n\nbo lindqvist\nchi okafor\nEve Elsewhere"
    arrange(seeker_client, application, people=[ana.pk], new_people=names)
    people = application.interviews.get().interviewers.all()
    assert sorted(person.name for person in people) == [
        "Ana Ruiz",
        "Bo Lindqvist",
        "Chi Okafor",
        "Eve Elsewhere",
    ]
    assert {bo, eve} <= set(people)
    assert people.get(name="Chi Okafor").company.name == "Harbour Analytics"
    assert Contact.objects.count() == 4


def test_of_several_of_one_name_the_seeker_says_who_is_meant(
    seeker_client: Client, application: Application, make_contact: MakeContact, stranger: User
) -> None:
    agent = make_contact("Eve Agent", company="Talent Ltd")
    make_contact("Eve Agent", owner=stranger)
    arrange(seeker_client, application, new_people="eve  agent, Recruiter")
    talk = application.interviews.get()
    assert list(talk.interviewers.all()) == [agent]
    talk.delete()
    make_contact("Eve Agent", company="Osprey Travel")
    refused = arrange(seeker_client, application, new_people="Eve Agent")
    assert "several people called Eve Agent" in str(refused.context["form"].errors["new_people"])
    assert not application.interviews.exists()
    there = make_contact("Eve Agent", company="Harbour Analytics")
    arrange(seeker_client, application, new_people="Eve Agent")
    assert list(application.interviews.get().interviewers.all()) == [there]


def test_people_come_with_role_and_address_and_are_never_doubled(
    seeker_client: Client, application: Application, make_contact: MakeContact
) -> None:
    ana = make_contact("Ana Ruiz", company="Harbour Analytics")
    agent = make_contact("Eve Agent", company="Talent Ltd", email="eve@talent.example")
    namesake = make_contact("Bo Li", company="Harbour Analytics", email="bo@other.example")
    pasted = (
        "ana ruíz, Head of Data <ana@harbour.example>\nE. Agent <EVE@talent.example>\n"
        "Bo Li <bo@harbour.example>"
    )
    arrange(seeker_client, application, new_people=pasted)
    people = application.interviews.get().interviewers.order_by("name")
    assert [(each.name, each.role, each.email) for each in people] == [
        ("Ana Ruiz", "Head of Data", "ana@harbour.example"),
        ("Bo Li", "", "bo@harbour.example"),
        ("Eve Agent", "", "eve@talent.example"),
    ]
    assert {ana, agent} <= set(people)
    assert namesake not in people


def test_whoever_is_known_can_be_picked_whatever_their_company(
    seeker_client: Client, application: Application, make_contact: MakeContact, stranger: User
) -> None:
    agent = make_contact("Eve Agent", company="Talent Ltd")
    theirs = make_contact("Not Mine", owner=stranger)
    page = seeker_client.get(f"/applications/{application.pk}/interview/").content.decode()
    assert "People you know from elsewhere" in page
    assert "Not Mine" not in page
    refused = arrange(seeker_client, application, known_people=[theirs.pk])
    assert "known_people" in refused.context["form"].errors
    arrange(seeker_client, application, known_people=[agent.pk])
    assert list(application.interviews.get().interviewers.all()) == [agent]


def test_an_address_that_is_none_is_named(seeker_client: Client, application: Application) -> None:
    response = arrange(seeker_client, application, new_people="Ana <a..b@harbour.example>")
    assert "valid email" in str(response.context["form"].errors["new_people"])


def test_sent_twice_it_is_there_once_and_so_are_its_people(
    seeker_client: Client, application: Application
) -> None:
    token = uuid4()
    for _ in range(2):
        arrange(seeker_client, application, token=token, new_people="Chi Okafor")
    assert application.interviews.count() == 1
    assert Contact.objects.count() == 1


def test_the_stage_and_the_reminders_follow_and_undo_takes_them_back(
    seeker_client: Client, application: Application
) -> None:
    arrange(seeker_client, application)
    application.refresh_from_db()
    assert application.stage == Stage.INTERVIEWING
    assert application.reminders.filter(rule="interview.prepare").exists()  # type: ignore[attr-defined]
    page = seeker_client.get(f"/applications/{application.pk}/").content.decode()
    assert "The interview is in." in page
    seeker_client.post(UNDO.findall(page)[-1])
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED
    assert not application.reminders.filter(rule="interview.prepare").exists()  # type: ignore[attr-defined]


def test_one_entered_afterwards_was_arranged_before_it_began(
    seeker_client: Client, application: Application
) -> None:
    arrange(seeker_client, application, starts="2026-03-18T09:00")
    interview = application.interviews.get()
    assert interview.arranged_at == interview.starts_at


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("starts", "", "Enter the day and the time."),
        ("starts", "tomorrow", "like 24/04/2026 09:00"),
        ("time_zone", "Mars/Olympus", "is not a time zone"),
        ("minutes", "0", "greater than or equal to 1"),
        ("minutes", "1441", "24 hours at most"),
        ("kind", "dinner", "not one of the available choices"),
        ("link", "javascript:alert(1)", "valid URL"),
        ("arranged_at", "2026-03-20T09:00", "still to come"),
        ("new_people", "x" * 151, "too long a name"),
        ("people", "0", "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_named(
    seeker_client: Client, application: Application, field: str, value: str, why: str
) -> None:
    response = arrange(seeker_client, application, **{field: value})
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert why in errors[field][0]
    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    ("starts", "zone", "field"),
    [("1970-01-01T03:00", "Asia/Tokyo", "starts"), ("2199-12-31T23:30", "UTC", "minutes")],
)
def test_it_starts_and_ends_where_the_planner_can_count(
    seeker_client: Client, application: Application, starts: str, zone: str, field: str
) -> None:
    response = arrange(seeker_client, application, starts=starts, time_zone=zone)
    assert response.context["form"].errors == {field: ["The year must be from 1970 to 2199."]}


def test_one_called_off_was_arranged_before(
    seeker_client: Client, application: Application, make_interview: MakeInterview, now: datetime
) -> None:
    interview = make_interview(application, starts_at=now + timedelta(days=5), arranged_at=LONG_AGO)
    cancel_interview(interview, at=LONG_AGO + timedelta(hours=1), now=now)
    response = seeker_client.post(f"/interviews/{interview.pk}/edit/", {"token": uuid4(), **AGREED})
    assert response.context["form"].errors == {
        "arranged_at": ["The interview was called off before that."]
    }


def as_shown(client: Client, url: str) -> dict[str, Any]:
    """What a browser sends of the form where nothing is typed."""
    form = client.get(url).context["form"]
    plain = {name: form[name].value() for name in ("kind", "time_zone", "minutes", "place", "link")}
    typed = re.findall(r'name="([^"]+)" value="([^"]+)"', f"{form['starts']}{form['arranged_at']}")
    return {"token": uuid4(), **plain, **dict(typed)}


@pytest.mark.parametrize("second", [0, 40])
def test_its_moments_stay_where_only_its_place_is_corrected(
    seeker_client: Client, application: Application, make_interview: MakeInterview, second: int
) -> None:
    """The second 01:30 of the night in which London's clocks go back."""
    starts = datetime(2026, 10, 25, 1, 30, second, tzinfo=UTC)
    interview = make_interview(application, starts_at=starts, arranged_at=LONG_AGO)
    url = f"/interviews/{interview.pk}/edit/"
    typed = {**as_shown(seeker_client, url), "place": "Room 2"}
    assert seeker_client.post(url, typed).status_code == 302
    interview.refresh_from_db()
    assert (interview.place, interview.starts_at) == ("Room 2", starts)
    assert (interview.arranged_at, interview.ends_at) == (LONG_AGO, starts + timedelta(hours=1))


def test_another_clock_is_another_moment(
    seeker_client: Client, application: Application, make_interview: MakeInterview, now: datetime
) -> None:
    starts = now + timedelta(days=2)
    interview = make_interview(application, starts_at=starts, arranged_at=LONG_AGO)
    url = f"/interviews/{interview.pk}/edit/"
    typed = {**as_shown(seeker_client, url), "time_zone": "Europe/Berlin"}
    assert seeker_client.post(url, typed).status_code == 302
    interview.refresh_from_db()
    assert interview.starts_at == starts - timedelta(hours=1)


def test_it_is_moved_and_its_reminders_with_it(
    seeker_client: Client,
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    ana = make_contact("Ana Ruiz")
    starts = now + timedelta(days=5)
    interview = make_interview(
        application, ana, starts_at=starts, arranged_at=now, time_zone="America/New_York"
    )
    url = f"/interviews/{interview.pk}/edit/"
    page = seeker_client.get(url).content.decode()
    assert 'value="2026-03-24T16:00"' in page
    assert 'value="60"' in page
    assert f'value="{ana.pk}"' in page
    keys = set(application.reminders.values_list("key", flat=True))  # type: ignore[attr-defined]
    data = {"token": uuid4(), **AGREED, "time_zone": "America/New_York", "people": [ana.pk]}
    assert seeker_client.post(url, data).status_code == 302
    interview.refresh_from_db()
    assert interview.starts_at == datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
    assert list(interview.interviewers.all()) == [ana]
    assert set(application.reminders.values_list("key", flat=True)) == keys  # type: ignore[attr-defined]


def test_a_zone_that_the_list_leaves_out_stays(
    seeker_client: Client, application: Application, make_interview: MakeInterview
) -> None:
    interview = make_interview(application, time_zone="Etc/GMT-3")
    url = f"/interviews/{interview.pk}/edit/"
    page = seeker_client.get(url).content.decode()
    assert 'name="time_zone" value="Etc/GMT-3"' in page
    seeker_client.post(url, {"token": uuid4(), **AGREED, "time_zone": "Etc/GMT-3"})
    interview.refresh_from_db()
    assert interview.time_zone == "Etc/GMT-3"
    assert interview.starts_at == datetime(2026, 4, 2, 6, 0, tzinfo=UTC)


def test_another_persons_contact_is_not_on_offer(
    seeker_client: Client, application: Application, make_contact: MakeContact, stranger: User
) -> None:
    theirs = make_contact(owner=stranger, company="Harbour Analytics")
    response = arrange(seeker_client, application, people=[theirs.pk])
    assert "people" in response.context["form"].errors
