"""A row that cannot be told costs nobody their mail: it is left out, logged and counted."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError
from django.test import Client as Browser

from accounts.models import User
from accounts.services import set_digest
from coaching import digests
from coaching.caseload import Client, caseload
from digests.builders.items import count_left_out, render_rows, rows_left_out
from digests.models import Digest
from digests.run import send_due
from followups.models import HeldBack, Reminder
from operations.heartbeats import record_heartbeat
from tests.coaching.conftest import let_in
from tests.conftest import MakeApplication, MakeContact, MakeInterview
from tests.digests.conftest import scheduled

pytestmark = pytest.mark.usefixtures("server")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FERNHILL = {"application__company__name": "Fernhill Health"}
SAID = "status.after_applying"
ODD: tuple[dict[str, Any], ...] = (
    {"rule": "a.rule_of_yesterday"},
    {"reason": []},
    {"reason": {"sentence": "a.sentence_of_yesterday", "facts": {}}},
    {"reason": {"sentence": SAID, "facts": None}},
    {"reason": {"sentence": SAID, "facts": {}}},
    {"reason": {"sentence": SAID, "facts": {"applied_at": "soon", "person": "?", "people": 7}}},
)


@pytest.fixture
def two(busy: User, make_application: MakeApplication, now: datetime, morning: datetime) -> User:
    """A seeker with two notes to send, of which Fernhill's is overdue."""
    make_application("Fernhill Health", "UX Lead")
    Reminder.objects.exclude(rule=SAID).delete()
    Reminder.objects.update(due_at=morning + HOUR)
    Reminder.objects.filter(**FERNHILL).update(due_at=morning - HOUR, opens_at=morning - DAY)
    set_digest(busy, fields={"weekly_review_day": None}, now=now)
    return busy


def health(client: Browser) -> Any:
    """What an operator reads of the mails."""
    told = client.get("/health/").json()
    counts = told["beat"]["tasks"]["send_digests"]["counts"]
    return {**counts, "rows_left_out": told["rows_left_out"]}


@pytest.mark.parametrize("odd", ODD)
def test_the_others_are_told(
    odd: dict[str, Any],
    two: User,
    client: Browser,
    morning: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = Reminder.objects.get(rule=SAID, **FERNHILL)
    Reminder.objects.filter(pk=row.pk).update(**odd)
    with record_heartbeat("send_digests", morning) as counts:
        counts.update(send_due(morning))
    assert counts == {"sent": 1}
    (message,) = mail.outbox
    assert message.subject == "Today: Ask how things stand (Harbour Analytics)"
    assert "Product Designer at Harbour Analytics" in str(message.body)
    assert "Fernhill" not in str(message.body)
    (record,) = [each for each in caplog.records if each.exc_info]
    assert f"reminder {row.pk} " in record.getMessage()
    assert health(client) == {"sent": 1, "rows_left_out": 1}


def test_the_count_outlives_the_runs_that_follow(two: User, client: Browser, now: datetime) -> None:
    count_left_out(2)
    for minute in range(2):
        with record_heartbeat("send_digests", now + timedelta(minutes=minute)) as counts:
            counts["sent"] = minute
    count_left_out(1)
    assert health(client) == {"sent": 1, "rows_left_out": 3}


def test_the_count_is_a_metric(client: Browser, db: None, settings: Any, now: datetime) -> None:
    settings.METRICS_TOKEN = "a-token"
    headers = {"Authorization": "Bearer a-token"}
    for figure in ("0.0", "4.0"):
        text = client.get("/metrics", headers=headers).content.decode()
        assert f"\njobtracker_rows_left_out {figure}\n" in text
        count_left_out(4)


def test_where_nothing_else_is_to_be_told_there_is_no_mail(busy: User, morning: datetime) -> None:
    Reminder.objects.filter(rule=SAID).update(reason={})
    assert send_due(morning) == {"empty": 1}
    assert rows_left_out() == 1


def test_an_empty_day_is_told_all_the_same(busy: User, now: datetime, morning: datetime) -> None:
    Reminder.objects.filter(rule=SAID).update(reason={})
    set_digest(busy, fields={"digest_when_empty": True}, now=now)
    assert send_due(morning) == {"sent": 1}
    assert mail.outbox[0].subject == "Nothing to do today"


def test_what_stands_behind_moves_up(
    busy: User, make_application: MakeApplication, morning: datetime
) -> None:
    for n in range(9):
        make_application(f"Company {n}")
    Reminder.objects.filter(rule=SAID).update(due_at=morning + HOUR)
    pks = Reminder.objects.filter(rule=SAID).order_by("pk").values_list("pk", flat=True)
    Reminder.objects.filter(pk__in=pks[:2]).update(reason={})
    assert send_due(morning) == {"sent": 1}
    text = str(mail.outbox[0].body)
    assert mail.outbox[0].subject.endswith("(Company 1), and 7 more")
    assert "Company 6" in text
    assert "and 2 more" in text


@pytest.mark.parametrize("odd", [{"guard": "of_yesterday"}, {"reason": {}}])
def test_what_is_held_back(
    odd: dict[str, Any],
    two: User,
    make_application: MakeApplication,
    now: datetime,
    morning: datetime,
) -> None:
    for company in ("Quayside", "Millbrook"):
        make_application(company, applied_at=now - DAY)
    held = HeldBack.objects.filter(application__company__name="Quayside", guard="too_soon")
    assert held.update(guard="awaiting_consent") == 1
    Reminder.objects.filter(application__company__name__in=("Quayside", "Millbrook")).delete()
    before = text_of(two, morning)
    assert "Quayside" in before
    HeldBack.objects.filter(application__company__name="Quayside").update(**odd)
    after = text_of(two, morning)
    assert "Quayside" not in after
    assert "Millbrook" in after
    assert rows_left_out() == 1


def text_of(user: User, now: datetime) -> str:
    """The text of the digest, sent once more."""
    mail.outbox.clear()
    Digest.objects.all().delete()
    User.objects.filter(pk=user.pk).update(next_digest_at=now)
    assert send_due(now) == {"sent": 1}
    return str(mail.outbox[0].body)


def test_a_meeting(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
    morning: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from digests.builders import daily

    first, second = (
        make_interview(
            make_application(company), starts_at=morning + hours * HOUR, arranged_at=now - DAY
        )
        for company, hours in (("Quayside", 2), ("Millbrook", 4))
    )
    plain = daily.page_url

    def odd(name: str, pk: int) -> str:
        if name == "applications:interview" and pk == first.pk:
            raise LookupError("no such page")
        return plain(name, pk)

    monkeypatch.setattr(daily, "page_url", odd)
    scheduled(seeker, now)
    assert send_due(morning) == {"sent": 1}
    assert mail.outbox[0].subject.startswith("12:00 today: interview with Millbrook")
    assert f"/interviews/{second.pk}/" in str(mail.outbox[0].body)
    assert rows_left_out() == 1


def test_the_weekly_review(two: User, now: datetime) -> None:
    sunday = now.replace(hour=8) + 3 * DAY
    set_digest(two, fields={"digest_on": False, "weekly_review_day": 6}, now=now)
    Reminder.objects.filter(rule=SAID).update(due_at=now - 5 * DAY)
    Reminder.objects.filter(rule=SAID, **FERNHILL).update(reason={})
    assert send_due(sunday) == {"sent": 1}
    text = str(mail.outbox[0].body)
    assert "Harbour Analytics" in text.split("What is stuck", 1)[1]
    assert "Fernhill" not in text
    assert rows_left_out() == 1


@pytest.fixture
def thanks(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> datetime:
    """Ana and Bo are to be thanked; when the notice about it is due."""
    noon = now - 8 * HOUR
    set_digest(seeker, fields={"digest_on": False, "weekly_review_day": None}, now=noon)
    make_interview(
        make_application(),
        make_contact("Ana Ruiz"),
        make_contact("Bo Lindqvist"),
        starts_at=noon - HOUR,
        ends_at=noon,
        now=noon - 2 * HOUR,
        arranged_at=noon - 50 * HOUR,
    )
    Reminder.objects.filter(contact__name="Ana Ruiz", rule="interview.thank_you").update(reason={})
    return noon + HOUR


def test_the_notice(thanks: datetime) -> None:
    assert send_due(thanks) == {"sent": 1}
    assert mail.outbox[0].subject == "Thank Bo Lindqvist (Harbour Analytics)"
    assert "Thank Ana Ruiz" not in str(mail.outbox[0].body)
    assert rows_left_out() == 1


def test_a_notice_that_has_nothing_left_to_tell(thanks: datetime) -> None:
    Reminder.objects.update(reason={})
    assert send_due(thanks) == {"empty": 1}
    assert rows_left_out() == 3


def test_the_coachs_weekly_mail_and_page(
    thanks: datetime, seeker: User, coach: User, now: datetime
) -> None:
    let_in(seeker, coach, now - 60 * DAY)
    Reminder.objects.filter(rule="interview.thank_you").update(due_at=now - HOUR)
    (client,) = caseload(coach, now)
    need = next(each for each in client.needs if each.kind.name == "thanks")
    assert (need.count, rows_left_out()) == (1, 1)
    assert "Bo Lindqvist" in need.reason
    written = digests.weekly(coach, now)
    assert written is not None
    assert "Bo Lindqvist" in written.text


def test_one_client_of_many(
    seeker: User, stranger: User, coach: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for client in (seeker, stranger):
        let_in(client, coach, now - 60 * DAY)
    plain = digests._why

    def odd(client: Client) -> str:
        if client.user == seeker:
            raise LookupError("no such reason")
        return plain(client)

    monkeypatch.setattr(digests, "_why", odd)
    written = digests.weekly(coach, now)
    assert written is not None
    assert stranger.name in written.text
    assert seeker.name not in written.text
    assert rows_left_out() == 1


def test_a_database_that_is_gone_is_no_odd_row(busy: User, morning: datetime) -> None:
    def gone(_row: object) -> None:
        raise OperationalError("no connection")

    with pytest.raises(OperationalError):
        render_rows([Reminder.objects.first()], gone, morning)  # type: ignore[list-item]
