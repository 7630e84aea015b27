"""A search that rests: no mail, nothing overdue, and afterwards what is still worth doing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.digest_times import is_resting, schedule
from accounts.models import User
from accounts.services import grants, set_digest, set_time_zone
from applications.models import Application, Interview
from digests.run import send_due
from followups import coach_messages
from followups.models import Reminder
from followups.models.coach import Nudge
from followups.planning.due import open_due
from followups.rest_dates import dates_within
from followups.services import rest
from followups.services.rest import attend_rests, let_rest, resume, undo_rest
from followups.today import today
from operations.tick import tick
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now")

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NEXT_WEEK = date(2026, 3, 26)
MIDNIGHT = datetime(2026, 3, 26, tzinfo=UTC)
"""The start of that day in London, before summer time."""


@pytest.fixture
def note(seeker: User, make_application: MakeApplication, now: datetime) -> Reminder:
    """A status note that is overdue since the day before yesterday, and was told of in time."""
    sent = now - timedelta(days=17, hours=10)
    make_application(applied_at=sent, now=sent)
    open_due(now)
    return Reminder.objects.get(owner=seeker, rule="status.after_applying")


@pytest.fixture
def soon(seeker: User, make_application: MakeApplication, now: datetime) -> Callable[[], Reminder]:
    """A status note that falls due in the next days."""
    sent = now - timedelta(days=12)
    application = make_application("Quay Street", applied_at=sent, now=sent)
    Reminder.objects.filter(rule="application.receipt").update(state="settled", next_at=None)
    open_due(now)

    def read() -> Reminder:
        return Reminder.objects.get(application=application, rule="status.after_applying")

    return read


@pytest.mark.parametrize(
    ("until", "fits"),
    [
        (date(2026, 3, 18), False),
        (date(2026, 3, 19), False),
        (date(2026, 3, 20), True),
        (date(2027, 3, 19), True),
        (date(2027, 3, 20), False),
    ],
)
def test_until_a_day_ahead_within_a_year(
    seeker: User, now: datetime, until: date, fits: bool
) -> None:
    if fits:
        let_rest(seeker, until, now=now)
    else:
        with pytest.raises(ValidationError):
            let_rest(seeker, until, now=now)
    seeker.refresh_from_db()
    assert (seeker.resting_until, seeker.resting_since) == ((until, now) if fits else (None, None))


def test_nothing_is_overdue_while_it_rests(
    seeker: User, note: Reminder, soon: Callable[[], Reminder], now: datetime
) -> None:
    assert [card.row.pk for card in today(seeker, now).overdue.cards] == [note.pk]
    plan = list(Reminder.objects.order_by("pk").values_list("key", "opens_at", "due_at"))
    let_rest(seeker, NEXT_WEEK, now=now)
    assert today(seeker, now).overdue.cards == []
    due = soon().due_at
    assert due is not None
    assert due < MIDNIGHT
    assert attend_rests(due + HOUR) == {"set_aside": 1}
    page = today(seeker, due + HOUR)
    assert page.overdue.cards == []
    assert {card.row.pk for card in page.catch_up.cards} == {note.pk, soon().pk}
    assert list(Reminder.objects.order_by("pk").values_list("key", "opens_at", "due_at")) == plan


def test_afterwards_what_is_still_worth_doing_is_to_catch_up_on(
    seeker: User, note: Reminder, soon: Callable[[], Reminder], now: datetime
) -> None:
    let_rest(seeker, NEXT_WEEK, now=now)
    assert attend_rests(MIDNIGHT - HOUR).get("rests_ended", 0) == 0
    assert attend_rests(MIDNIGHT) == {"rests_ended": 1}
    assert attend_rests(MIDNIGHT) == {}
    seeker.refresh_from_db()
    assert (seeker.resting_until, seeker.resting_since) == (None, None)
    page = today(seeker, MIDNIGHT)
    assert page.overdue.cards == []
    assert {card.row.pk for card in page.catch_up.cards} == {note.pk, soon().pk}


def test_it_ends_at_midnight_of_the_seekers_own_calendar(seeker: User, now: datetime) -> None:
    set_time_zone(seeker, "America/New_York", now=now)
    let_rest(seeker, NEXT_WEEK, now=now)
    assert is_resting(seeker, MIDNIGHT + 4 * HOUR - timedelta(seconds=1))
    assert attend_rests(MIDNIGHT + 4 * HOUR - timedelta(seconds=1)) == {}
    assert attend_rests(MIDNIGHT + 4 * HOUR) == {"rests_ended": 1}


def test_the_beat_ends_it(seeker: User, note: Reminder, now: datetime) -> None:
    let_rest(seeker, NEXT_WEEK, now=now)
    assert tick(MIDNIGHT)["open_due"]["rests_ended"] == 1


def test_no_mail_while_it_rests(seeker: User, note: Reminder, now: datetime) -> None:
    seeker.digest_when_empty = True
    schedule(seeker, now)
    seeker.save()
    let_rest(seeker, NEXT_WEEK, now=now)
    for hours in range(0, 6 * 24, 2):
        tick(now + hours * HOUR)
    assert not mail.outbox
    tick(MIDNIGHT + 8 * HOUR)
    assert [each.to for each in mail.outbox] == [[seeker.email]]


def test_a_mail_that_waits_for_its_next_attempt_is_not_sent(
    seeker: User, note: Reminder, now: datetime, settings: object
) -> None:
    settings.EMAIL_BACKEND = "tests.digests.conftest.Server"  # type: ignore[attr-defined]
    from tests.digests.conftest import Server

    Server.down, Server.refused = True, {}
    schedule(seeker, now)
    seeker.save()
    morning = datetime(2026, 3, 20, 8, tzinfo=UTC)
    assert send_due(morning) == {"retry": 1}
    let_rest(seeker, NEXT_WEEK, now=morning)
    Server.down = False
    assert send_due(morning + HOUR) == {"empty": 1}
    assert not mail.outbox


def test_the_notice_of_an_interview_waits(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    set_digest(seeker, fields={"digest_on": False, "weekly_review_day": None}, now=now)
    ends = MIDNIGHT - 10 * HOUR
    interview: Interview = make_interview(
        make_application(), make_contact(), starts_at=ends - HOUR, ends_at=ends
    )
    let_rest(seeker, NEXT_WEEK, now=now)
    assert send_due(ends + HOUR) == {}
    attend_rests(MIDNIGHT)
    assert send_due(MIDNIGHT + 9 * HOUR) == {"sent": 1}
    assert interview.application.company.name in mail.outbox[0].subject


def test_a_coachs_own_mail_about_clients_still_comes(coach: User, now: datetime) -> None:
    from digests.claims import _rests

    let_rest(coach, NEXT_WEEK, now=now)
    assert _rests("daily", coach, now)
    assert not _rests("coach", coach, now)


def test_a_coachs_nudge_waits(seeker: User, coach: User, now: datetime) -> None:
    grants_of(seeker, coach, now)
    before = nudge(seeker, coach, at=now - DAY, shown_until=now + 2 * DAY)
    let_rest(seeker, NEXT_WEEK, now=now)
    during = nudge(seeker, coach, at=now + DAY, shown_until=now + 4 * DAY)
    assert coach_messages.messages_for(seeker, now + 2 * DAY) == []
    assert list(coach_messages.nudges_of([seeker.pk], now + 2 * DAY)) == []
    attend_rests(MIDNIGHT)
    assert {each.pk for each in coach_messages.messages_for(seeker, MIDNIGHT)} == {before, during}
    ends = dict(Nudge.objects.values_list("pk", "shown_until"))
    assert ends == {before: MIDNIGHT + 2 * DAY, during: MIDNIGHT + 3 * DAY}


def grants_of(seeker: User, coach: User, now: datetime) -> None:
    from uuid import uuid4

    grant = grants.invite_coach(seeker, coach.email, choice={}, token=uuid4(), now=now)
    grants.accept_as_coach(coach, grant.token, now=now)


def nudge(client: User, coach: User, **times: datetime) -> int:
    return Nudge.objects.create(client=client, coach=coach, text="Call Ana.", **times).pk


def test_resumed_before_its_day(seeker: User, note: Reminder, now: datetime) -> None:
    let_rest(seeker, NEXT_WEEK, now=now)
    resume(seeker, now=now + DAY)
    resume(seeker, now=now + DAY)
    seeker.refresh_from_db()
    assert seeker.resting_until is None
    assert [card.row.pk for card in today(seeker, now + DAY).catch_up.cards] == [note.pk]


def test_undone_it_never_was(seeker: User, note: Reminder, now: datetime) -> None:
    what = let_rest(seeker, NEXT_WEEK, now=now)
    for _twice in range(2):
        undo_rest(seeker, what, now=now)
        seeker.refresh_from_db()
        assert (seeker.resting_until, seeker.resting_since) == (None, None)
        assert [card.row.pk for card in today(seeker, now).overdue.cards] == [note.pk]


def test_another_day_undone_leaves_the_first(seeker: User, note: Reminder, now: datetime) -> None:
    let_rest(seeker, NEXT_WEEK, now=now)
    what = let_rest(seeker, NEXT_WEEK + DAY, now=now + HOUR)
    seeker.refresh_from_db()
    assert (seeker.resting_until, seeker.resting_since) == (NEXT_WEEK + DAY, now)
    undo_rest(seeker, what, now=now + HOUR)
    seeker.refresh_from_db()
    assert (seeker.resting_until, seeker.resting_since) == (NEXT_WEEK, now)
    assert today(seeker, now).overdue.cards == []


class KilledError(BaseException):
    """Ends the process between two statements."""


@pytest.mark.django_db(transaction=True)
def test_killed_while_it_ends_a_rest_it_ends_it_the_next_time(
    seeker: User, note: Reminder, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_rest(seeker, NEXT_WEEK, now=now)

    def killed(*_arguments: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(rest, "_show_nudges_longer", killed)
        with pytest.raises(KilledError):
            attend_rests(MIDNIGHT)
    seeker.refresh_from_db()
    assert seeker.resting_until == NEXT_WEEK
    assert attend_rests(MIDNIGHT) == {"rests_ended": 1}


def test_the_pages(seeker: User, seeker_client: Client, note: Reminder) -> None:
    assertContains(seeker_client.get("/settings/"), "Let the search rest")
    assertContains(seeker_client.get("/settings/rest/"), "Rest until")
    answer = seeker_client.post("/settings/rest/start/", {"until": "2026-03-26"}, follow=True)
    assertRedirects(answer, "/")
    assertContains(answer, "Your search rests until Thu 26 Mar. No mail comes")
    assertContains(answer, "Catch up")
    assertNotContains(answer, "was due")
    undo = next(iter(seeker_client.session["undo"]))
    answer = seeker_client.post(f"/settings/rest/undo/{undo}/", follow=True)
    assertNotContains(answer, "Resume now")
    assertContains(answer, "Overdue")
    seeker_client.post("/settings/rest/start/", {"until": "2026-03-26"})
    answer = seeker_client.post("/settings/rest/end/", follow=True)
    assertContains(answer, "Your search goes on.")
    assertNotContains(answer, "Resume now")


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-03-19", "That day is not ahead."),
        ("2027-03-20", "for a year at most"),
        ("", "required"),
        ("soon", "Enter a day, like"),
    ],
)
def test_a_day_that_does_not_fit_is_refused(
    seeker: User, seeker_client: Client, until: str, told: str
) -> None:
    answer = seeker_client.post("/settings/rest/start/", {"until": until})
    assertContains(answer, told, status_code=422)
    seeker.refresh_from_db()
    assert seeker.resting_until is None


def test_an_open_page_hears_of_it(seeker: User, seeker_client: Client, note: Reminder) -> None:
    page = seeker_client.get("/").content.decode()
    seen = page.partition('data-etag="')[2].partition('"')[0]
    assert seeker_client.get(f"/today/poll/?seen={seen}").status_code == 204
    let_rest(seeker, NEXT_WEEK, now=datetime(2026, 3, 19, 20, tzinfo=UTC))
    assertContains(seeker_client.get(f"/today/poll/?seen={seen}"), "Resume now")


def test_what_is_optional_stays_if_you_like(seeker: User, note: Reminder, now: datetime) -> None:
    Reminder.objects.filter(pk=note.pk).update(optional=True)
    let_rest(seeker, NEXT_WEEK, now=now)
    attend_rests(now + HOUR)
    note.refresh_from_db()
    assert (note.catch_up, note.set_aside) == (False, False)
    assert [each.row.pk for each in today(seeker, now + HOUR).optional.cards] == [note.pk]


def test_catch_up_says_what_passed_while_the_search_rested(
    seeker: User, seeker_client: Client, note: Reminder, now: datetime
) -> None:
    let_rest(seeker, NEXT_WEEK, now=now)
    said = "or while your search rested"
    assertContains(seeker_client.get("/"), said)


def test_what_falls_into_the_rest_is_named_when_it_is_chosen(
    seeker: User,
    seeker_client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    make_interview(make_application("Quay Street"), starts_at=now + DAY)
    make_interview(make_application("Later"), starts_at=now + 9 * DAY)
    saved = make_application("Birch")
    Application.objects.filter(pk=saved.pk).update(stage="saved", closes_on=date(2026, 3, 25))
    offer = make_application("Fir")
    Application.objects.filter(pk=offer.pk).update(stage="offer")
    offer.events.create(kind="outcome", result="offer", at=now, answer_by=date(2026, 3, 24))
    assert dates_within(seeker, NEXT_WEEK, now) == [
        "the interview at Quay Street on Fri 20 Mar",
        "the answer to Fir by Tue 24 Mar",
        "the closing date of Birch on Wed 25 Mar",
    ]
    answer = seeker_client.post("/settings/rest/start/", {"until": "2026-03-26"}, follow=True)
    assertContains(answer, "Into the rest fall: the interview at Quay Street on Fri 20 Mar;")
