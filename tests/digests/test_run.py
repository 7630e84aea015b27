"""Each seeker gets one mail a day: claimed, sent, marked, and never twice."""

import smtplib
from datetime import datetime, timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.services import set_digest, set_time_zone
from digests import claims, run
from digests.claims import LEASE, MAX_DELAY
from digests.email import EmailContent
from digests.models import Digest
from digests.run import ATTEMPTS, FIRST_WAIT, mark, schedule_missing, send_due
from followups.models import Reminder
from tests.conftest import MakeApplication, person
from tests.digests.conftest import Server, scheduled, sent_to

pytestmark = pytest.mark.usefixtures("server")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
State = Digest.State


def daily() -> Digest:
    return Digest.objects.get(kind="daily")


def test_one_digest_at_its_hour(busy: User, morning: datetime) -> None:
    assert send_due(morning - MINUTE) == {}
    assert send_due(morning) == {"sent": 1}
    assert send_due(morning) == {}
    assert send_due(morning + MINUTE) == {}
    assert len(sent_to(busy.email)) == 1
    digest = daily()
    assert (digest.state, digest.sent_at, digest.day) == (State.SENT, morning, morning.date())
    busy.refresh_from_db()
    assert busy.next_digest_at == morning + DAY


def test_the_next_day_has_its_own(busy: User, morning: datetime) -> None:
    send_due(morning)
    send_due(morning + DAY)
    first, second = sent_to(busy.email)
    assert first["Message-ID"] != second["Message-ID"]


def test_over_a_clock_change_there_is_one_a_day(busy: User, morning: datetime) -> None:
    Reminder.objects.update(due_at=morning)
    set_digest(busy, fields={"weekly_review_day": None}, now=morning - MINUTE)
    for minutes in range(0, 4 * 24 * 60, 20):
        send_due(morning + minutes * MINUTE)
    days = list(Digest.objects.order_by("day").values_list("day", flat=True))
    assert days == [morning.date() + n * DAY for n in range(4)]
    assert len(sent_to(busy.email)) == 4


def test_an_outage_of_days_leads_to_one(busy: User, morning: datetime) -> None:
    set_digest(busy, fields={"weekly_review_day": None}, now=morning - MINUTE)
    back = morning + 3 * DAY + timedelta(hours=2)
    assert send_due(back) == {"sent": 1}
    assert daily().day == back.date()
    busy.refresh_from_db()
    assert busy.next_digest_at is not None
    assert back < busy.next_digest_at <= back + DAY


def test_what_is_too_late_is_folded_into_the_next(busy: User, morning: datetime) -> None:
    assert send_due(morning + MAX_DELAY + MINUTE) == {}
    assert not Digest.objects.exists()
    busy.refresh_from_db()
    assert busy.next_digest_at == morning + DAY
    assert send_due(morning + DAY) == {"sent": 1}


def test_a_digest_before_midnight_sent_after_it_belongs_to_its_own_day(
    busy: User, morning: datetime
) -> None:
    set_digest(busy, fields={"digest_at": "23:55"}, now=morning)
    busy.refresh_from_db()
    late = morning.replace(hour=23, minute=55)
    assert send_due(late + 10 * MINUTE)["sent"] == 1
    assert daily().day == late.date()
    assert send_due(late + DAY)["sent"] >= 1
    assert Digest.objects.filter(kind="daily").count() == 2


def test_a_change_of_hour_brings_no_second_one(busy: User, morning: datetime) -> None:
    send_due(morning)
    set_digest(busy, fields={"digest_at": "11:00"}, now=morning + MINUTE)
    assert send_due(morning.replace(hour=11)) == {}
    assert len(sent_to(busy.email)) == 1


def test_a_change_of_zone_brings_no_second_one(busy: User, morning: datetime) -> None:
    send_due(morning)
    set_time_zone(busy, "America/New_York", now=morning + MINUTE)
    send_due(morning.replace(hour=12))
    assert len(sent_to(busy.email)) == 1
    send_due(morning.replace(hour=12) + DAY)
    assert len(sent_to(busy.email)) == 2


def test_an_empty_day_sends_nothing(seeker: User, now: datetime, morning: datetime) -> None:
    scheduled(seeker, now)
    assert send_due(morning) == {"empty": 1}
    assert daily().state == State.EMPTY
    assert not mail.outbox


def test_an_empty_day_is_told_where_that_is_wanted(
    seeker: User, now: datetime, morning: datetime
) -> None:
    seeker.digest_when_empty = True
    scheduled(seeker, now)
    assert send_due(morning) == {"sent": 1}
    assert mail.outbox[0].subject == "Nothing to do today"


def test_off_is_off(busy: User, morning: datetime) -> None:
    set_digest(busy, fields={"digest_on": False, "weekly_review_day": None}, now=morning - MINUTE)
    assert send_due(morning + DAY) == {}
    assert not mail.outbox


def test_somebody_who_may_no_longer_sign_in_gets_none(busy: User, morning: datetime) -> None:
    User.objects.filter(pk=busy.pk).update(is_active=False)
    assert send_due(morning) == {}
    assert not mail.outbox


@pytest.mark.parametrize("change", [{"digest_on": False}, {"is_active": False}])
def test_what_was_to_be_tried_again_is_not_sent_to_who_left_meanwhile(
    busy: User, server: type[Server], morning: datetime, change: dict[str, bool]
) -> None:
    server.down = True
    assert send_due(morning) == {"retry": 1}
    server.down = False
    User.objects.filter(pk=busy.pk).update(**change)
    assert send_due(morning + FIRST_WAIT) == {"empty": 1}
    assert not mail.outbox


def test_a_zone_that_is_unknown_here_stops_nobody_else(
    busy: User, stranger: User, now: datetime, morning: datetime
) -> None:
    for user in (busy, stranger):
        user.digest_when_empty = True
        scheduled(user, now)
    User.objects.filter(pk=stranger.pk).update(time_zone="posix/Europe/Gone")
    assert send_due(morning) == {"sent": 1}
    assert [each.to for each in mail.outbox] == [[busy.email]]
    stranger.refresh_from_db()
    assert stranger.next_digest_at == morning + DAY


def test_new_users_get_their_dates(seeker: User, now: datetime) -> None:
    assert seeker.next_digest_at is None
    assert schedule_missing(now) == 1
    seeker.refresh_from_db()
    assert seeker.next_digest_at is not None
    assert seeker.next_review_at is not None
    assert schedule_missing(now) == 0


def test_a_claim_that_died_is_taken_over_after_its_lease(busy: User, morning: datetime) -> None:
    claims.claim(claims.DAILY, morning, 10)
    assert send_due(morning + LEASE - MINUTE) == {}
    assert send_due(morning + LEASE) == {"sent": 1}
    assert len(sent_to(busy.email)) == 1


def test_who_was_taken_over_cannot_mark_any_more(busy: User, morning: datetime) -> None:
    slow = claims.claim(claims.DAILY, morning, 10).digests[0]
    quick = claims.reclaim_expired(morning + LEASE, 10).digests[0]
    assert not mark(slow, state=State.SENT, sent_at=morning)
    assert not mark(slow, state=State.EMPTY)
    assert mark(quick, state=State.SENT, sent_at=morning)
    assert daily().sent_at == morning


def test_two_claims_at_the_same_moment_give_one(busy: User, morning: datetime) -> None:
    assert len(claims.claim(claims.DAILY, morning, 10).digests) == 1
    assert claims.claim(claims.DAILY, morning, 10).digests == []
    assert claims.reclaim_expired(morning, 10).digests == []


def test_a_repeat_is_recognisable(busy: User, morning: datetime) -> None:
    """The server took the mail, and the process died before it was marked."""
    send_due(morning)
    Digest.objects.update(state=State.CLAIMED, claimed_until=morning + LEASE)
    send_due(morning + LEASE)
    first, second = sent_to(busy.email)
    assert first["Message-ID"] == second["Message-ID"]


def test_one_bad_address_does_not_stop_the_others(
    busy: User,
    make_application: MakeApplication,
    server: type[Server],
    now: datetime,
    morning: datetime,
) -> None:
    others = [person(f"other{n}@test.example", f"Other {n}") for n in range(3)]
    for other in others:
        make_application(owner=other)
        scheduled(other, now)
    server.refused = {
        busy.email: smtplib.SMTPRecipientsRefused({busy.email: (550, b"No such user here")})
    }
    assert send_due(morning) == {"sent": 3, "retry": 1}
    digest = Digest.objects.get(owner=busy)
    assert (digest.state, digest.attempts) == (State.RETRY, 1)
    assert digest.error == "550 No such user here"
    assert digest.retry_at == morning + FIRST_WAIT


def test_refusals_are_retried_with_backoff_and_then_kept(
    busy: User, server: type[Server], morning: datetime
) -> None:
    server.refused = {busy.email: smtplib.SMTPDataError(552, b"Mailbox full")}
    moment, waits = morning, []
    while True:
        send_due(moment)
        digest = daily()
        if digest.retry_at is None:
            break
        waits.append(digest.retry_at - moment)
        assert send_due(digest.retry_at - MINUTE) == {}
        moment = digest.retry_at
    assert waits == [FIRST_WAIT * 3**n for n in range(ATTEMPTS - 1)]
    assert (digest.state, digest.attempts, digest.error) == (
        State.FAILED,
        ATTEMPTS,
        "552 Mailbox full",
    )
    assert send_due(moment + timedelta(hours=1)) == {}


def test_a_server_that_is_down_is_not_the_address_s_fault(
    busy: User, server: type[Server], morning: datetime
) -> None:
    server.down = True
    for n in range(20):
        send_due(morning + n * FIRST_WAIT)
    digest = daily()
    assert (digest.state, digest.attempts) == (State.RETRY, 0)
    assert "nobody listens" in digest.error
    server.down = False
    assert send_due(morning + 20 * FIRST_WAIT) == {"sent": 1}
    assert daily().error == ""


def test_a_server_that_is_down_is_not_asked_for_each(
    busy: User,
    make_application: MakeApplication,
    server: type[Server],
    now: datetime,
    morning: datetime,
) -> None:
    for n in range(8):
        other = person(f"other{n}@test.example", f"Other {n}")
        make_application(owner=other)
        scheduled(other, now)
    server.down = True
    assert send_due(morning) == {"retry": 9}
    assert server.opened == 3
    server.down = False
    assert send_due(morning + FIRST_WAIT) == {"sent": 9}


def test_what_waited_too_long_is_left_to_the_next(
    busy: User, server: type[Server], morning: datetime
) -> None:
    server.down = True
    send_due(morning)
    server.down = False
    send_due(morning + DAY)
    old, new = Digest.objects.filter(kind="daily").order_by("day")
    assert (old.state, new.state) == (State.FAILED, State.SENT)
    assert len(sent_to(busy.email)) == 1


def test_one_digest_that_cannot_be_written_does_not_stop_the_others(
    busy: User,
    make_application: MakeApplication,
    now: datetime,
    morning: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = person("other@test.example", "Other")
    make_application(owner=other)
    scheduled(other, now)
    plain = run.message

    def odd(digest: Digest, owner: User, letter: EmailContent) -> EmailMultiAlternatives:
        if owner == busy:
            raise KeyError("an odd letter")
        return plain(digest, owner, letter)

    monkeypatch.setattr(run, "message", odd)
    assert send_due(morning) == {"sent": 1, "retry": 1}
    assert Digest.objects.get(owner=busy).error == "It could not be written: KeyError."


def test_nobody_due_costs_the_same_as_nobody_at_all(
    seeker: User, make_application: MakeApplication, now: datetime, morning: datetime
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            send_due(morning - MINUTE)
        return len(seen)

    scheduled(seeker, now)
    few = queries()
    for n in range(10):
        other = person(f"other{n}@test.example", f"Other {n}")
        make_application(owner=other)
        scheduled(other, now)
    assert queries() == few


def test_one_query_a_digest_beyond_the_batch(
    seeker: User, make_application: MakeApplication, now: datetime, morning: datetime
) -> None:
    def queries(count: int, day: int) -> int:
        for n in range(count):
            other = person(f"other{day}.{n}@test.example", f"Other {n}")
            for _ in range(4):
                make_application(owner=other)
            scheduled(other, now + day * DAY)
        with CaptureQueriesContext(connection) as seen:
            assert send_due(morning + day * DAY)["sent"] == count
        User.objects.update(next_digest_at=None, digest_on=False)
        return len(seen)

    few, many = queries(2, 0), queries(12, 1)
    assert many - few <= 12 - 2


def test_the_budget_ends_a_turn(busy: User, morning: datetime) -> None:
    assert send_due(morning, budget=0) == {}
    assert send_due(morning) == {"sent": 1}


@pytest.mark.parametrize(("rate", "size"), [(0, 100), (10, 100), (0.25, 50), (0.001, 1)])
def test_a_batch_is_through_before_a_task_must_end(rate: float, size: int) -> None:
    assert run.batch_size(rate) == size


def test_the_end_of_a_task_s_time_leaves_the_rest_to_the_next(
    busy: User, server: type[Server], morning: datetime
) -> None:
    server.refused = {busy.email: SoftTimeLimitExceeded()}
    with pytest.raises(SoftTimeLimitExceeded):
        send_due(morning)
    assert daily().state == State.CLAIMED
    server.refused = {}
    assert send_due(morning + LEASE) == {"sent": 1}


def test_small_batches_reach_everybody(
    busy: User, make_application: MakeApplication, now: datetime, morning: datetime
) -> None:
    for n in range(5):
        other = person(f"other{n}@test.example", f"Other {n}")
        make_application(owner=other)
        scheduled(other, now)
    assert send_due(morning, batch=2) == {"sent": 6}


def test_every_kind_of_mail_of_a_seeker_has_its_teller() -> None:
    assert {Digest.Kind.DAILY, Digest.Kind.WEEKLY, Digest.Kind.NOTICE} <= set(run.BUILDERS)
    assert set(claims.SCHEDULES) < set(run.BUILDERS)
