"""What arrives is stored once, encrypted, whichever way it comes and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from inbox.keys import message_key
from inbox.models import ReceivedFile
from inbox.reading.calendar import read_calendar
from inbox.reading.findings import Unreadable
from inbox.services.receive import receive
from jobtracker.encryption import decrypt
from tests.inbox.test_calendar_parts import EVENT, calendar

SAMPLES = Path(__file__).parent / "samples"
MAIL = (
    b"From: Ana Ruiz <ana@harbour.example>\nTo: seeker@test.example\nSubject: Your application\n"
    b"Date: Thu, 19 Mar 2026 10:00:00 +0000\nMessage-ID: <One.1@Harbour.Example>\n\n"
    b"Dear Robin,\n\nthank you for your application.\n"
)
NAMELESS = MAIL.replace(b"Message-ID: <One.1@Harbour.Example>\n", b"")


def kept(owner: User) -> list[bytes]:
    rows = ReceivedFile.objects.filter(owner=owner).order_by("pk")
    return [decrypt(row.content) for row in rows if row.content]


def test_a_mail_is_stored_whole_and_encrypted(seeker: User, now: datetime) -> None:
    (receipt,) = receive(seeker, MAIL, way="upload", now=now)
    row = ReceivedFile.objects.get()
    assert receipt.is_new
    assert receipt.file == row
    assert (row.owner, row.way, row.format, row.arrived_at) == (seeker, "upload", "mail", now)
    assert (row.read_at, row.delete_at) == (None, now + timedelta(days=30))
    assert row.key == message_key("One.1@harbour.example")
    assert b"Robin" not in bytes(row.content or b"")
    assert kept(seeker) == [MAIL]


def test_how_long_it_is_kept_is_a_setting(seeker: User, now: datetime, settings: Any) -> None:
    settings.INBOX_KEEP_DAYS = 7
    (receipt,) = receive(seeker, MAIL, way="upload", now=now)
    assert receipt.file.delete_at == now + timedelta(days=7)


@pytest.mark.parametrize(
    "again",
    [
        MAIL,
        MAIL.replace(b"\n", b"\r\n"),
        b"Received: from a.example by b.example\n" + MAIL,
        MAIL.replace(
            b"Message-ID: <One.1@Harbour.Example>", b"Message-Id:\n <One.1@harbour.example>"
        ),
    ],
)
def test_the_same_mail_by_another_way_is_one_row(seeker: User, now: datetime, again: bytes) -> None:
    (first,) = receive(seeker, MAIL, way="mailbox", now=now)
    (second,) = receive(seeker, again, way="address", now=now + timedelta(hours=1))
    assert (first.is_new, second.is_new) == (True, False)
    assert second.file == first.file
    assert second.file.way == "mailbox"
    assert kept(seeker) == [MAIL]


def test_it_is_known_again_after_its_content_is_deleted(seeker: User, now: datetime) -> None:
    receive(seeker, MAIL, way="upload", now=now)
    ReceivedFile.objects.update(content=None)
    (receipt,) = receive(seeker, MAIL, way="mailbox", now=now + timedelta(days=60))
    assert not receipt.is_new
    assert kept(seeker) == []


def test_two_seekers_have_it_each(seeker: User, stranger: User, now: datetime) -> None:
    for owner in (seeker, stranger):
        assert [each.is_new for each in receive(owner, MAIL, way="upload", now=now)] == [True]
    assert kept(seeker) == kept(stranger) == [MAIL]


def test_without_a_message_id_its_content_tells(seeker: User, now: datetime) -> None:
    same = b"Received: from a.example\n" + NAMELESS.replace(b"10:00:00 +0000", b"11:00:00 +0100")
    other = NAMELESS.replace(b"thank you", b"no thanks")
    found = [
        each.is_new
        for raw in (NAMELESS, same.replace(b"\n", b"\r\n"), other)
        for each in receive(seeker, raw, way="upload", now=now)
    ]
    assert found == [True, False, True]


def test_a_mail_forwarded_as_an_attachment_is_the_mail_inside(seeker: User, now: datetime) -> None:
    receive(seeker, MAIL, way="mailbox", now=now)
    forward = (
        b"From: seeker@test.example\nTo: box@jobs.example\nSubject: Fwd: Yours\n"
        b'Message-ID: <2@test.example>\nContent-Type: multipart/mixed; boundary="b"\n\n'
        b"--b\nContent-Type: text/plain\n\nSee below\n--b\nContent-Type: message/rfc822\n\n"
    )
    (receipt,) = receive(seeker, forward + MAIL + b"\n--b--\n", way="address", now=now)
    assert not receipt.is_new


def test_a_mail_of_the_seeker_s_own_is_sent_mail(seeker: User, now: datetime) -> None:
    own = MAIL.replace(b"Ana Ruiz <ana@harbour.example>", b"Robin <SEEKER@test.example>")
    own = own.replace(b"To: seeker@test.example", b"To: ana@harbour.example")
    assert receive(seeker, own, way="upload", now=now)[0].file.way == "sent"
    unverified = own.replace(b"SEEKER@", b"other@").replace(b"<One", b"<Two")
    seeker.emailaddress_set.create(email="other@test.example", verified=False)
    assert receive(seeker, unverified, way="upload", now=now)[0].file.way == "upload"


def test_each_event_of_a_calendar_file_is_a_file(seeker: User, now: datetime) -> None:
    raw = calendar(EVENT.format(1), EVENT.format(2), EVENT.format(1))
    found = receive(seeker, raw, way="upload", now=now)
    assert [each.is_new for each in found] == [True, True]
    events = [read_calendar(content) for content in kept(seeker)]
    assert [each.uid for (each,) in events] == ["1@a.example", "2@a.example"]
    assert {each.file.format for each in found} == {"calendar"}
    again = receive(seeker, raw.replace(b"\n", b"\r\n"), way="mailbox", now=now)
    assert [each.is_new for each in again] == [False, False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"METHOD:REQUEST", b"METHOD:CANCEL"),
        (b"20260401T100000", b"20260402T100000"),
        (b"END:VEVENT", b"SEQUENCE:1\nEND:VEVENT"),
        (b"END:VEVENT", b"RECURRENCE-ID:20260401T100000Z\nEND:VEVENT"),
        (b"UID:1@a.example", b"UID:2@a.example"),
        (b"UID:1@a.example\n", b""),
    ],
)
def test_a_changed_event_is_another_file(
    seeker: User, now: datetime, old: bytes, new: bytes
) -> None:
    raw = calendar(EVENT.format(1))
    receive(seeker, raw, way="upload", now=now)
    (receipt,) = receive(seeker, raw.replace(old, new), way="upload", now=now)
    assert receipt.is_new
    assert ReceivedFile.objects.count() == 2


@pytest.mark.parametrize("raw", [b"", b"Hello, how are you?", b"%PDF-1.7\n\n", calendar()])
def test_nothing_is_stored_of_what_is_no_mail(seeker: User, now: datetime, raw: bytes) -> None:
    with pytest.raises(Unreadable):
        receive(seeker, raw, way="upload", now=now)
    assert not ReceivedFile.objects.exists()


def test_all_samples_are_stored_once(seeker: User, now: datetime) -> None:
    files = [*SAMPLES.glob("eml/*.eml"), *SAMPLES.glob("ics/*.ics")]
    for _ in range(2):
        for path in files:
            receive(seeker, path.read_bytes(), way="upload", now=now)
    assert ReceivedFile.objects.count() >= len(files)
    assert len(set(ReceivedFile.objects.values_list("key", flat=True))) == len(kept(seeker))


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_at_once_store_one(postgres_url: str, seeker: User, now: datetime) -> None:
    together = Barrier(4)

    def arrive(way: str) -> bool:
        try:
            together.wait(5)
            return receive(seeker, MAIL, way=way, now=now)[0].is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(arrive, ["upload", "address", "mailbox", "upload"]))
    assert sorted(found) == [False, False, False, True]
    assert ReceivedFile.objects.count() == 1
