"""Region: guessed when the account is made, changed in the settings, and used on every page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.forms import RegionForm
from accounts.models import User
from accounts.services import set_region
from agenda.month import month_of
from digests.run import send_due
from followups.models import Reminder
from jobtracker.signals import facts_changed
from tests.conftest import PASSWORD, MakeApplication
from tests.digests.conftest import scheduled

REGION = {
    "country": "GB",
    "region": "SCT",
    "weekend": ["5", "6"],
    "week_starts_on": "0",
    "date_order": "dmy",
    "time_format": "24",
    "currency": "GBP",
}
AMERICAN = {"date_order": "mdy", "time_format": "12", "week_starts_on": 6}
BOTH, FRIDAY_SATURDAY = 0b1100000, 0b0110000


def sign_up(client: Client, zone: str, **headers: str) -> User:
    form = {"email": "bo@test.example", "password1": PASSWORD, "time_zone": zone}
    client.post(reverse("account_signup"), form, headers=headers)
    return User.objects.get(email="bo@test.example")


@pytest.mark.django_db
def test_a_new_account_starts_with_the_habits_of_its_place(client: Client) -> None:
    user = sign_up(client, "America/New_York", accept_language="en-US,en;q=0.9")
    assert (user.country, user.currency, user.weekend) == ("US", "USD", BOTH)
    assert (user.date_order, user.time_format, user.week_starts_on) == ("mdy", "12", 6)


@pytest.mark.django_db
def test_the_browser_says_how_dates_are_written(client: Client) -> None:
    user = sign_up(client, "America/New_York", accept_language="de-DE,de;q=0.9")
    assert (user.country, user.date_order, user.time_format) == ("US", "dmy", "24")


def test_the_region_is_kept(seeker: User, seeker_client: Client) -> None:
    answer = seeker_client.post("/settings/region/", {**REGION, "weekend": ["4", "5"]})
    assertRedirects(answer, "/settings/")
    seeker.refresh_from_db()
    assert (seeker.country, seeker.region, seeker.currency) == ("GB", "SCT", "GBP")
    assert seeker.weekend == FRIDAY_SATURDAY


@pytest.mark.usefixtures("at_now")
def test_the_page_says_whose_holidays_count(seeker: User, seeker_client: Client) -> None:
    assertContains(seeker_client.get("/settings/"), "Choose your country")
    seeker_client.post("/settings/region/", REGION)
    page = seeker_client.get("/settings/")
    assertContains(page, "Public holidays of: Scotland, United Kingdom.")
    assertContains(page, "The next one is Fri 3 Apr, Good Friday.")
    assertNotContains(page, "differ by region")
    seeker_client.post("/settings/region/", {**REGION, "region": ""})
    assertContains(seeker_client.get("/settings/"), "Public holidays of: United Kingdom.")
    assertContains(seeker_client.get("/settings/"), "Some holidays of United Kingdom differ")
    seeker_client.post("/settings/region/", {**REGION, "country": "IO"})
    assertContains(
        seeker_client.get("/settings/"), "No public holidays are known for British Indian"
    )


def test_another_country_brings_its_weekend_and_currency(
    seeker: User, seeker_client: Client, now: datetime
) -> None:
    set_region(seeker, fields={"country": "GB", "currency": "GBP"}, now=now)
    seeker_client.post("/settings/region/", {**REGION, "country": "SA"})
    seeker.refresh_from_db()
    assert (seeker.country, seeker.region, seeker.currency) == ("SA", "", "SAR")
    assert seeker.weekend == FRIDAY_SATURDAY
    chosen = {**REGION, "country": "DE", "weekend": ["6"], "currency": "chf"}
    seeker_client.post("/settings/region/", chosen)
    seeker.refresh_from_db()
    assert (seeker.weekend, seeker.currency) == (0b1000000, "CHF")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("country", "XX", "Select a valid choice"),
        ("region", "BY", "Choose a region from the list."),
        ("weekend", ["0", "1", "2", "3"], "at most three days"),
        ("weekend", ["7"], "Select a valid choice"),
        ("currency", "XYZ", "three letters"),
        ("currency", "12", "three letters"),
        ("date_order", "myd", "Select a valid choice"),
        ("week_starts_on", "7", "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    seeker: User, seeker_client: Client, field: str, value: object, told: str
) -> None:
    User.objects.filter(pk=seeker.pk).update(country="GB")
    page = seeker_client.post("/settings/region/", {**REGION, field: value})
    assertContains(page, told, status_code=422)
    seeker.refresh_from_db()
    assert (seeker.region, seeker.currency) == ("", "")


@pytest.mark.parametrize(
    ("fields", "replans"),
    [
        ({"weekend": FRIDAY_SATURDAY}, True),
        ({"country": "GB"}, True),
        ({"country": "GB", "region": "SCT"}, True),
        (AMERICAN, False),
        ({"currency": "USD"}, False),
        ({"weekend": BOTH, "country": ""}, False),
    ],
)
def test_other_days_off_replan_everything(
    seeker: User, now: datetime, fields: dict[str, object], replans: bool
) -> None:
    heard = []

    def hear(**told: object) -> None:
        heard.append((told["owner_id"], told["application_ids"], told["now"]))

    facts_changed.connect(hear)
    try:
        set_region(seeker, fields=fields, now=now)
    finally:
        facts_changed.disconnect(hear)
    assert heard == ([(seeker.pk, None, now)] if replans else [])


@pytest.mark.usefixtures("at_now")
def test_pages_are_shown_in_the_readers_formats(
    seeker: User, seeker_client: Client, now: datetime
) -> None:
    set_region(seeker, fields=AMERICAN, now=now)
    assertContains(seeker_client.get("/settings/"), "On your calendar it is <time")
    assertContains(seeker_client.get("/settings/"), "Thu, Mar 19, 8:00 PM")
    set_region(seeker, fields={"date_order": "dmy", "time_format": "24"}, now=now)
    assertNotContains(seeker_client.get("/settings/"), "Mar 19")
    assertContains(seeker_client.get("/settings/"), "Thu 19 Mar, 20:00")


def test_the_calendar_starts_on_the_first_day_of_the_readers_week(
    seeker: User, seeker_client: Client, now: datetime
) -> None:
    for first, begins in ((0, date(2026, 2, 23)), (5, date(2026, 2, 28)), (6, date(2026, 3, 1))):
        set_region(seeker, fields={"week_starts_on": first}, now=now)
        assert month_of(seeker, date(2026, 3, 1), now).days[0].date == begins
    page = seeker_client.get("/calendar/?view=month&month=2026-03").content.decode()
    assert page.index(">Sun<") < page.index(">Mon<")


def test_mails_are_written_in_the_readers_formats(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    sent = now - timedelta(days=17)
    make_application(applied_at=sent, now=sent)
    Reminder.objects.update(due_at=datetime(2026, 3, 20, 17, tzinfo=UTC))
    set_region(seeker, fields=AMERICAN, now=now)
    scheduled(seeker, now)
    assert send_due(datetime(2026, 3, 20, 8, tzinfo=UTC)) == {"sent": 1}
    text = str(mail.outbox[0].body)
    assert text.startswith("Fri, Mar 20")
    assert "5:00 PM today" in text


def test_the_form_shows_what_is_stored(seeker: User) -> None:
    seeker.country, seeker.region, seeker.weekend = "DE", "BY", FRIDAY_SATURDAY
    form = RegionForm(instance=seeker)
    assert form.has_regions
    assert form["weekend"].value() == [4, 5]
    assert '<option value="BY" selected>Bayern</option>' in str(form["region"])
    seeker.country = "AQ"
    assert not RegionForm(instance=seeker).has_regions


@pytest.mark.parametrize("country", ["groups", "registry", "MON", "__doc__", "zz", "x" * 500])
def test_what_is_no_country_is_refused_by_its_field(seeker_client: Client, country: str) -> None:
    answer = seeker_client.post(reverse("accounts:settings_region"), {**REGION, "country": country})
    assert answer.status_code == 422 or "Select a valid choice" in answer.content.decode()


def test_a_long_name_of_a_region_can_be_chosen(seeker: User, seeker_client: Client) -> None:
    form = {**REGION, "country": "BR", "region": "São Paulo Capital"}
    seeker_client.post(reverse("accounts:settings_region"), form)
    seeker.refresh_from_db()
    assert (seeker.country, seeker.region) == ("BR", "São Paulo Capital")
