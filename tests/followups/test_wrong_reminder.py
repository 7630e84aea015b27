"""The page "Wrong reminder?": what the file says, and the file itself."""

import json
from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications import services
from followups.casefiles import anonymous, case_of
from followups.models import Reminder
from followups.services import dismiss, mark_done
from followups.timing.casefile.read import read_case
from followups.timing.casefile.text import as_text
from followups.timing.plan import plan
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

DAY = timedelta(days=1)
NAMES = ("Northwind", "Lead Designer", "Bo Lindqvist", "Joan Whitfield", "https://")


@pytest.fixture
def thanks(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    make_reference: MakeReference,
) -> Reminder:
    """A thank-you after an interview, to somebody with a name."""
    make_reference()
    application = make_application("Northwind", "Lead Designer")
    make_interview(application, make_contact("Bo Lindqvist"), link="https://meet.test.example/7")
    return application.reminders.get(rule="interview.thank_you")


def shown(client: Client, reminder: Reminder) -> str:
    response = client.get(reverse("followups:reminder_wrong", args=[reminder.pk]))
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def file_of(client: Client, reminder: Reminder) -> str:
    response = client.get(reverse("followups:reminder_case", args=[reminder.pk]))
    assert response.status_code == 200
    return response.content.decode()


def keys(text: str) -> list[str]:
    """The keys in the plan that the file gives."""
    read = read_case(json.loads(text))
    return [each.key for each in plan(read.facts, read.policy).reminders]


def test_the_file_is_the_anonymous_case(
    seeker_client: Client, thanks: Reminder, at_now: datetime
) -> None:
    text = file_of(seeker_client, thanks)
    assert thanks.application is not None

    assert json.loads(text) == anonymous(case_of(thanks.application, now=at_now))
    assert "interview.thank_you/i1/c1" in keys(text)
    assert not [name for name in NAMES if name in text]


def test_the_file_is_one_to_keep(seeker_client: Client, thanks: Reminder) -> None:
    response = seeker_client.get(reverse("followups:reminder_case", args=[thanks.pk]))

    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="wrong-reminder.json"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_the_page_shows_the_file_and_names_the_reminder(
    seeker_client: Client, thanks: Reminder, at_now: datetime
) -> None:
    page = shown(seeker_client, thanks)

    assert " ".join(file_of(seeker_client, thanks).split()) in page
    assert "interview.thank_you/i1/c1</code>" in page
    assert "The type, date and time of 2 entries of this application" in page
    assert "they no longer ask for this reminder" not in page


@pytest.mark.parametrize("act", [mark_done, dismiss])
def test_one_that_is_closed_has_its_file_too(
    act, seeker_client: Client, thanks: Reminder, at_now: datetime
) -> None:
    act(thanks, now=at_now)

    assert "interview.thank_you/i1/c1" in keys(file_of(seeker_client, thanks))
    assert "they no longer ask for this reminder" not in shown(seeker_client, thanks)


def test_one_that_the_facts_no_longer_ask_for_says_so(
    seeker_client: Client, thanks: Reminder, at_now: datetime
) -> None:
    assert thanks.interview is not None
    services.cancel_interview(thanks.interview, at=at_now, now=at_now)

    assert "they no longer ask for this reminder" in shown(seeker_client, thanks)
    assert "interview.thank_you/i1/c1" not in keys(file_of(seeker_client, thanks))


def test_one_about_a_person(
    seeker: User, seeker_client: Client, make_reference: MakeReference, at_now: datetime
) -> None:
    joan = make_reference(last_contact_on=(at_now - 10 * DAY).date())
    services.record_message(
        seeker, "keep_in_touch", at=at_now - DAY, token=uuid4(), now=at_now, reference=joan
    )
    reminder = Reminder.objects.get(rule="reference.keep_in_touch", state__in=Reminder.LIVE)
    page = shown(seeker_client, reminder)

    assert "When you last wrote to this reference" in page
    assert "reference.keep_in_touch/r1/2026-03-18</code>" in page
    assert keys(file_of(seeker_client, reminder)) == ["reference.keep_in_touch/r1/2026-03-18"]


class TestLiningReferencesUp:
    @pytest.fixture
    def line_up(
        self, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
    ) -> Reminder:
        make_interview(make_application(), starts_at=now + 3 * DAY, arranged_at=now - DAY)
        return Reminder.objects.get(rule="references.line_up")

    def test_its_file_is_that_of_the_application_that_asks(
        self, seeker_client: Client, line_up: Reminder, at_now: datetime
    ) -> None:
        assert "references.line_up" in keys(file_of(seeker_client, line_up))
        assert "the application whose interview comes up first" in shown(seeker_client, line_up)

    def test_once_no_interview_asks_there_is_none(
        self, seeker: User, seeker_client: Client, line_up: Reminder, at_now: datetime
    ) -> None:
        services.delete_application(seeker.applications.get(), now=at_now)
        page = shown(seeker_client, line_up)

        assert "There is no file for this reminder" in page
        assert 'id="case"' not in page
        url = reverse("followups:reminder_case", args=[line_up.pk])
        assert seeker_client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["followups:reminder_wrong", "followups:reminder_case"])
def test_a_strangers_is_not_found(name: str, stranger_client: Client, thanks: Reminder) -> None:
    assert stranger_client.get(reverse(name, args=[thanks.pk])).status_code == 404


@pytest.mark.parametrize("name", ["followups:reminder", "followups:reminder_why"])
def test_a_reminder_leads_to_it(name: str, seeker_client: Client, thanks: Reminder) -> None:
    page = seeker_client.get(reverse(name, args=[thanks.pk])).content.decode()

    assert f'href="{reverse("followups:reminder_wrong", args=[thanks.pk])}"' in page


def test_a_case_as_text_has_a_line_for_each_event_and_breaks_long_ones() -> None:
    days = [f"2026-04-0{day}" for day in range(1, 10)]
    talk = {"id": "i1", "starts_at": "2026-04-01T12:00:00Z", "ends_at": "2026-04-01T13:00:00Z"}
    case = {
        "policy": {"base": "patient", "gift_days": 3},
        "days_off": days,
        "application": {"interest": 3, "events": [{"id": "e1", "to": None}, talk]},
        "references": [],
    }

    assert json.loads(as_text(case)) == case
    assert as_text(case).splitlines() == [
        "{",
        '  "policy": {"base": "patient", "gift_days": 3},',
        '  "days_off": ["2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04",',
        '               "2026-04-05", "2026-04-06", "2026-04-07", "2026-04-08",',
        '               "2026-04-09"],',
        '  "application": {',
        '    "interest": 3,',
        '    "events": [',
        '      {"id": "e1", "to": null},',
        '      {"id": "i1", "starts_at": "2026-04-01T12:00:00Z",',
        '       "ends_at": "2026-04-01T13:00:00Z"}',
        "    ]",
        "  },",
        '  "references": []',
        "}",
    ]


def test_a_text_that_is_too_long_for_a_line_stays_whole() -> None:
    case = {"application": {"events": [{"type": "applied", "id": "é, " * 60}]}}

    assert json.loads(as_text(case)) == case
