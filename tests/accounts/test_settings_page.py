"""Settings: each part is kept by its verb, and refused with a reason at its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.forms import DigestForm, ProfileForm
from accounts.models import User
from digests.models import Digest
from followups.models import Reminder
from jobtracker.mail.connection import TOO_LATE
from tests.conftest import MakeApplication, MakeInterview

PROFILE = {"name": "Robin", "time_zone": "Europe/London", "language": "en", "theme": "dark"}
DIGEST = {
    "digest_on": "on",
    "digest_at": "07:30",
    "digest_days": ["0", "4"],
    "weekly_review_day": "4",
    "thank_you_notice": "on",
    "quiet_from": "22:00",
    "quiet_until": "07:00",
}


@pytest.fixture(autouse=True)
def at_the_tests_moment(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


def test_the_page_shows_what_is_settled(
    seeker: User, seeker_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(7):
        page = seeker_client.get("/settings/")
    assertContains(page, 'value="Robin Hale"')
    assertContains(page, 'value="Europe/London"')
    assertContains(page, "Balanced")
    assertNotContains(page, "did not reach you")


def test_the_profile_is_kept(seeker: User, seeker_client: Client) -> None:
    assertRedirects(seeker_client.post("/settings/profile/", PROFILE), "/settings/")
    seeker.refresh_from_db()
    assert (seeker.name, seeker.theme) == ("Robin", "dark")


def test_another_zone_moves_every_reminder(
    seeker: User,
    seeker_client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
) -> None:
    make_interview(make_application())
    note = Reminder.objects.filter(owner=seeker, rule="status.after_interview")
    before = note.get().opens_at
    seeker_client.post("/settings/profile/", {**PROFILE, "time_zone": "new york"})
    seeker.refresh_from_db()
    assert seeker.time_zone == "America/New_York"
    assert before == datetime(2026, 3, 26, 9, tzinfo=UTC)
    assert note.get().opens_at == datetime(2026, 3, 26, 13, tzinfo=UTC)
    assert seeker.next_digest_at == datetime(2026, 3, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("time_zone", "Atlantis", "is not a time zone"),
        ("time_zone", "", "required"),
        ("time_zone", "../../etc/passwd", "is not a time zone"),
        ("theme", "pink", "Select a valid choice"),
        ("language", "xx", "Select a valid choice"),
        ("name", "x" * 151, "at most 150"),
    ],
)
def test_a_profile_that_does_not_fit_is_refused_and_kept_as_typed(
    field: str, value: str, told: str, seeker: User, seeker_client: Client
) -> None:
    page = seeker_client.post("/settings/profile/", {**PROFILE, field: value})
    assertContains(page, told, status_code=422)
    if field in {"name", "time_zone"} and value:
        assertContains(page, f'value="{value}"', status_code=422)
    seeker.refresh_from_db()
    assert seeker.name == "Robin Hale"


def test_mail_preferences_are_kept_and_the_next_digest_with_them(
    seeker: User, seeker_client: Client
) -> None:
    assertRedirects(seeker_client.post("/settings/digest/", DIGEST), "/settings/")
    seeker.refresh_from_db()
    assert (seeker.digest_at, seeker.digest_days) == (time(7, 30), 0b10001)
    assert (seeker.weekly_review_day, seeker.digest_when_empty) == (4, False)
    assert (seeker.quiet_from, seeker.quiet_until) == (time(22), time(7))
    assert seeker.next_digest_at == datetime(2026, 3, 20, 7, 30, tzinfo=UTC)


def test_a_digest_that_is_off_needs_no_day(seeker: User, seeker_client: Client) -> None:
    data = {key: DIGEST[key] for key in ("digest_at", "quiet_from", "quiet_until")}
    seeker_client.post("/settings/digest/", data)
    seeker.refresh_from_db()
    assert (seeker.digest_on, seeker.next_digest_at) == (False, None)
    assert (seeker.weekly_review_day, seeker.thank_you_notice) == (None, False)
    assertContains(seeker_client.get("/settings/"), "The digest is off.")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("digest_days", [], "Choose at least one day"),
        ("digest_days", ["9"], "Select a valid choice"),
        ("digest_at", "25:00", "valid time"),
        ("weekly_review_day", "7", "Select a valid choice"),
        ("quiet_from", "", "required"),
    ],
)
def test_mail_preferences_that_do_not_fit_are_refused(
    field: str, value: object, told: str, seeker_client: Client
) -> None:
    page = seeker_client.post("/settings/digest/", {**DIGEST, field: value})
    assertContains(page, told, status_code=422)


def mail_of(owner: User, day: int, state: str, kind: str = "daily", **more: str) -> None:
    """A mail of a day in March."""
    due_at = datetime(2026, 3, day, 8, tzinfo=UTC)
    Digest.objects.create(
        owner=owner, kind=kind, day=due_at.date(), due_at=due_at, state=state, **more
    )


def test_mail_that_did_not_arrive_is_told_with_its_reason(
    seeker: User, seeker_client: Client
) -> None:
    for state, error in (("failed", "550 no such mailbox"), ("sent", "unseen")):
        mail_of(seeker, 18, state, error=error, about=state)
    page = seeker_client.get("/settings/")
    assertContains(page, "Daily digest, Wed 18 Mar: 550 no such mailbox")
    assertNotContains(page, "unseen")


@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [("daily", 17, True), ("daily", 19, False), ("weekly", 19, True)],
)
def test_a_failure_is_told_until_a_later_mail_of_its_kind_arrives(
    seeker: User, seeker_client: Client, kind: str, day: int, told: bool
) -> None:
    mail_of(seeker, 18, "failed", error="550 no such user")
    mail_of(seeker, day, "sent", kind=kind)
    page = seeker_client.get("/settings/").content.decode()
    assert ("550 no such user" in page) is told


def test_a_mail_that_the_next_one_made_good_is_no_failure(
    seeker: User, seeker_client: Client
) -> None:
    mail_of(seeker, 18, "failed", error=TOO_LATE)
    assertNotContains(seeker_client.get("/settings/"), "Some mail did not reach you")


def test_the_forms_show_what_is_stored(seeker: User) -> None:
    seeker.digest_days = 0b0100001
    form = DigestForm(instance=seeker)
    assert form["digest_days"].value() == [0, 5]
    assert len(ProfileForm(instance=seeker).fields["time_zone"].offers) > 300
