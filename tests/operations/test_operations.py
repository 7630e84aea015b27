"""Heartbeats, /health/, /metrics, the nightly mend, and `manage.py tick`."""

import json
import time
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client

from accounts.models import User
from digests.models import Digest
from followups.models import HeldBack, Reminder
from inbox.models import Mailbox, ReceivedFile
from operations import heartbeats
from operations.heartbeats import LATE, beat_is_late, is_late, record_heartbeat
from operations.models import Heartbeat
from operations.replan import replan_all, replan_batch
from operations.views import health as health_view
from tests.conftest import MakeApplication, person

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    caches["process"].clear()


def test_a_heartbeat_tells_start_success_duration_and_counts(db: None, now: datetime) -> None:
    with record_heartbeat("open_due", now) as counts:
        assert Heartbeat.objects.get().succeeded_at is None
        counts["opened"] += 3
    row = Heartbeat.objects.get()
    assert (row.started_at, row.succeeded_at, row.counts) == (now, now, {"opened": 3})
    assert row.duration_ms is not None


def test_a_failure_is_written_down_and_raised_on(db: None, now: datetime) -> None:
    with record_heartbeat("open_due", now):
        pass
    with pytest.raises(RuntimeError), record_heartbeat("open_due", now + SECOND):
        raise RuntimeError("no luck")
    row = Heartbeat.objects.get()
    assert (row.started_at, row.succeeded_at) == (now + SECOND, now)
    assert row.error == "RuntimeError: no luck"
    with record_heartbeat("open_due", now + 2 * SECOND):
        pass
    assert Heartbeat.objects.get().error == ""


def test_late_is_more_than_ten_minutes(now: datetime) -> None:
    assert not is_late(now - LATE, now)
    assert is_late(now - LATE - SECOND, now)


def test_a_beat_never_seen_is_late_once_the_process_is_old(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeats, "_started", time.monotonic())
    assert not is_late(None, now)
    monkeypatch.setattr(heartbeats, "_started", -LATE.total_seconds() * 1e6)
    assert is_late(None, now)


def test_pages_ask_the_database_once_a_minute(
    db: None, now: datetime, django_assert_num_queries: object
) -> None:
    with record_heartbeat("open_due", now - 2 * LATE):
        pass
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert beat_is_late(now)
        assert beat_is_late(now)


def test_the_banner_is_shown_to_everyone(client: Client, db: None, at: datetime) -> None:
    late = "Reminders and mails are late"
    with record_heartbeat("open_due", at):
        pass
    assert late not in client.get("/rules/").content.decode()
    caches["process"].clear()
    with record_heartbeat("open_due", at - 2 * LATE):
        pass
    assert late in client.get("/rules/").content.decode()


def test_a_guest_can_read_the_rules_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down() -> None:
        raise DatabaseError("no connection")

    monkeypatch.setattr(heartbeats, "beat_seen_at", down)
    for _twice in range(2):
        answer = client.get("/rules/")
        assert answer.status_code == 200
        assert "Reminders and mails are late" not in answer.content.decode()
    assert [each.message for each in caplog.records].count(heartbeats.BEAT_UNKNOWN) == 1


def test_health(client: Client, db: None, at: datetime) -> None:
    with record_heartbeat("open_due", at) as counts:
        counts["opened"] += 1
    answer = client.get("/health/")
    body = answer.json()
    assert (answer.status_code, body["ok"]) == (200, True)
    assert body["beat"]["tasks"]["open_due"]["counts"] == {"opened": 1}
    assert "no-store" in answer["Cache-Control"]


def test_health_says_that_the_beat_is_late(client: Client, db: None, at: datetime) -> None:
    with record_heartbeat("open_due", at - 2 * LATE):
        pass
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert "beat" in answer.json()["beat"]["problem"]


def test_health_says_that_the_database_is_down_and_no_secret(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise DatabaseError("could not connect to postgres://user:secret@host")

    monkeypatch.setattr(health_view, "_ask_database", down)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["database"]["problem"] == "The database does not answer."
    assert "secret" not in answer.content.decode()


def test_health_says_that_the_broker_is_down(client: Client, db: None, settings: object) -> None:
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"  # type: ignore[attr-defined]
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert "queue" in answer.json()["broker"]["problem"]
    assert "secret" not in answer.content.decode()


def test_metrics_are_off_by_default(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


def test_metrics_need_their_token(client: Client, db: None, at: datetime, settings: object) -> None:
    settings.METRICS_TOKEN = "a-token"  # type: ignore[attr-defined]
    with record_heartbeat("open_due", at):
        pass
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer b"}).status_code == 401
    answer = client.get("/metrics", headers={"Authorization": "Bearer a-token"})
    assert answer.status_code == 200
    assert 'jobtracker_task_age_seconds{task="open_due"}' in answer.content.decode()


def test_metrics_count_mailboxes_that_fail_and_files_that_wait(
    client: Client, seeker: User, now: datetime, settings: object
) -> None:
    settings.METRICS_TOKEN = "a-token"  # type: ignore[attr-defined]
    box = Mailbox(owner=seeker, host="imap.post.example", connected_at=now, problem="login")
    box.save()
    for number, read_at in enumerate([None, None, now]):
        moments = {"arrived_at": now, "read_at": read_at, "delete_at": now}
        ReceivedFile.objects.create(
            owner=seeker, key=f"{number:064x}", way="upload", format="mail", **moments
        )
    answer = client.get("/metrics", headers={"Authorization": "Bearer a-token"})
    text = answer.content.decode()
    assert "jobtracker_mailboxes_failing 1.0" in text
    assert "jobtracker_files_unread 2.0" in text


def test_the_nightly_mend_finds_nothing_to_do(
    make_application: MakeApplication, now: datetime
) -> None:
    make_application()
    replan_all(now)
    assert replan_all(now) == {"seekers": 1}


def test_the_nightly_mend_reports_what_it_mended(
    make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    make_application()
    replan_all(now)
    Reminder.objects.filter(rule="status.after_applying").delete()
    HeldBack.objects.all().delete()
    User.objects.update(next_digest_at=now + timedelta(days=30))
    counts = replan_all(now)
    assert counts["added"] == 1
    assert counts["schedules_mended"] == 1
    assert replan_all(now) == {"seekers": 1}


def test_the_nightly_mend_sets_stages_that_an_older_version_left(
    make_application: MakeApplication, now: datetime
) -> None:
    application, other = make_application(), make_application("Other")
    replan_all(now)
    type(application).objects.filter(pk=application.pk).update(stage="rejected")
    assert replan_all(now) == {"seekers": 1, "stages_mended": 1}
    application.refresh_from_db()
    assert (application.stage, application.updated_at) == ("applied", other.updated_at)


def test_the_mend_goes_in_batches(seeker: User, stranger: User, now: datetime) -> None:
    third = person("third@test.example", "Third")
    first = replan_batch(now, 0, batch=2)
    assert (first.counts["seekers"], first.last) == (2, stranger.pk)
    assert replan_batch(now, first.last or 0, batch=2).last is None
    assert third.pk > stranger.pk


def test_one_seekers_odd_facts_do_not_stop_the_mend(
    seeker: User, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from operations import replan

    plain = replan.replan

    def odd(owner_id: int, ids: None, *, now: datetime, revive: bool) -> object:
        if owner_id == seeker.pk:
            raise ValueError("odd")
        return plain(owner_id, ids, now=now, revive=revive)

    monkeypatch.setattr(replan, "replan", odd)
    assert replan_all(now)["failed"] == 1


def test_a_zone_that_is_unknown_here_is_left_out_of_the_safety_net(
    seeker: User, stranger: User, make_application: MakeApplication, now: datetime
) -> None:
    for owner in (seeker, stranger):
        make_application(owner=owner)
    replan_all(now)
    Reminder.objects.all().delete()
    User.objects.filter(pk=stranger.pk).update(time_zone="posix/Europe/Gone")
    counts = replan_all(now)
    assert (counts["seekers"], counts["failed"]) == (2, 1)
    assert set(Reminder.objects.values_list("owner", flat=True)) == {seeker.pk}


def test_who_lives_in_an_unknown_zone_can_choose_another(
    seeker: User, seeker_client: Client, make_application: MakeApplication
) -> None:
    make_application()
    User.objects.filter(pk=seeker.pk).update(time_zone="posix/Europe/Gone")
    for page in ("/", "/applications/", "/settings/"):
        assert seeker_client.get(page).status_code == 200


def tick(*options: str) -> dict[str, object]:
    out = StringIO()
    call_command("tick", *options, stdout=out)
    printed: dict[str, object] = json.loads(out.getvalue())
    return printed


def test_tick_does_all_of_it(make_application: MakeApplication, seeker: User) -> None:
    sent = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    make_application(applied_at=sent, now=sent)
    noon = datetime(2026, 3, 19, 21, 0, tzinfo=UTC)
    assert tick("--now", noon.isoformat())["send_digests"] == {"scheduled": 1}
    done = tick("--now", "2026-03-20T08:00:00+00:00")
    assert done["send_digests"] == {"sent": 1}
    assert "replan_all" not in done
    assert set(Heartbeat.objects.values_list("task", flat=True)) == {
        "open_due",
        "send_digests",
        "replan_all",
        "send_webhooks",
        "run_imports",
        "fetch_mail",
        "read_inbox",
    }
    assert "replan_all" in tick("--now", "2026-03-20T21:00:00+00:00")


def test_a_dry_tick_changes_and_sends_nothing(
    make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    make_application()
    User.objects.update(next_digest_at=now)
    Mailbox.objects.create(owner=seeker, host="h", connected_at=now, next_fetch_at=now)
    rows = list(Reminder.objects.values())
    later = (now + timedelta(days=40)).isoformat()
    printed = tick("--dry-run", "--now", later)
    found = {"daily": 1, "weekly": 0, "notices": 0, "unfinished": 0, "unscheduled": 1}
    mails = printed["send_digests"]
    assert isinstance(mails, dict)
    assert {kind: mails[kind] for kind in found} == found
    assert printed["open_due"] != {"due": 0}
    assert printed["fetch_mail"] == {"due": 1}
    assert list(Reminder.objects.values()) == rows
    assert not Heartbeat.objects.exists()
    assert not Digest.objects.exists()
    assert not mail.outbox


def test_an_instant_without_an_offset_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="offset"):
        tick("--now", "2026-03-20T08:00:00")


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_an_instant_of_no_use_is_refused(db: None, instant: str) -> None:
    with pytest.raises(CommandError, match="between 1970 and 2199"):
        tick("--now", instant)
