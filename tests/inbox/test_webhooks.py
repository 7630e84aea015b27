"""Mails that providers post: theirs alone, stored once, with no hint of who has an address."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from inbox.models import ReceivedFile
from inbox.reading.mail import read_mail
from inbox.reading.mime import open_letter
from inbox.room import A_DAY
from inbox.services.addresses import address_of, renew_address
from inbox.webhooks.request import LARGEST
from jobtracker.encryption import decrypt
from tests.inbox.payloads import (
    ANYMAIL,
    FORMS,
    HEADERS,
    ICS,
    SIGNED,
    TEXT,
    Post,
    as_json,
    basic,
    in_parts,
    mailgun_parsed,
    mailgun_raw,
    mailgun_signed,
    postmark_raw,
    sendgrid_raw,
    sparkpost,
)

pytestmark = pytest.mark.filterwarnings("ignore:django-anymail has dropped official support")
Form = Callable[..., Post]
PARTS = (
    f"--theirs\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n"
    f"--theirs\nContent-Type: text/calendar\n\n{ICS.decode()}\n--theirs--\n"
)
RAW = ("".join(f"{name}: {value}\n" for name, value in HEADERS.items()) + "\n" + PARTS).encode()


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.INBOX_ADDRESS, settings.INBOX_DOMAIN = "inbox@jobs.example", ""
    settings.INBOX_WEBHOOKS = [form("", b"").path.partition("/")[0] for form in FORMS]
    settings.ANYMAIL = ANYMAIL


@pytest.fixture
def address(seeker: User, now: datetime) -> str:
    renew_address(seeker, now=now)
    return address_of(seeker) or ""


def send(post: Post, **more: Any) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    url = f"/inbox/webhooks/{post.path}"
    kind = post.content_type
    return client.post(url, post.body, content_type=kind, headers=dict(post.headers), **more)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_mail_is_stored_and_says_what_it_said(
    form: Form, seeker: User, address: str, now: datetime, at_now: datetime
) -> None:
    assert send(form(address.upper(), RAW)).status_code == 200
    row = ReceivedFile.objects.get()
    assert (row.owner, row.way, row.format, row.arrived_at) == (seeker, "address", "mail", now)
    assert row.read_at is None
    found = read_mail(decrypt(row.content or b""), now=now, zone=ZoneInfo("Europe/London"))
    assert found.sender is not None
    assert (found.sender.name, found.sender.email) == ("Ruiz, Ana", "ana@harbour.example")
    assert found.subject == HEADERS["Subject"]
    assert found.message_id == HEADERS["Message-ID"]
    assert str(found.sent_at) == "2026-03-19 10:00:00+00:00"
    has_event = form.__name__ != "mailgun_short"
    assert [each.uid for each in found.events] == ["1@harbour.example"] * has_event
    assert "Grüße" in open_letter(decrypt(row.content or b"")).text


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_posted_again_it_is_stored_once(form: Form, address: str) -> None:
    assert [send(form(address, RAW)).status_code for _ in range(3)] == [200] * 3
    assert ReceivedFile.objects.count() == 1


def test_by_whatever_forms_it_is_one_mail(address: str) -> None:
    assert {send(form(address, RAW)).status_code for form in FORMS} == {200}
    assert ReceivedFile.objects.count() == 1


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("secret", [None, "inbox:0123456789abcdeF", "", "inbox"])
def test_without_the_secret_nothing_is_stored(form: Form, address: str, secret: str | None) -> None:
    post = form(address, RAW)
    headers = {name: value for name, value in post.headers.items() if name != "Authorization"}
    headers |= {} if secret is None else basic(secret)
    answer = send(Post(post.path, post.body, post.content_type, headers))
    assert (answer.status_code, answer.content) == (403, b"")
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("form", SIGNED, ids=lambda form: form.__name__)
def test_signed_with_another_key_nothing_is_stored(form: Form, address: str) -> None:
    assert send(form(address, RAW, key="another")).status_code == 403
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_an_unknown_address_is_answered_as_a_known_one(
    form: Form, address: str, seeker: User, now: datetime
) -> None:
    known, unknown = send(form(address, RAW)), send(form("inbox+0@jobs.example", RAW))
    renew_address(seeker, now=now)
    old = send(form(address, RAW.replace(b"<One.1", b"<Two.2")))
    assert known.status_code == unknown.status_code == old.status_code == 200
    assert known.content == unknown.content == old.content == b""
    assert ReceivedFile.objects.count() == 1


def test_what_is_no_mail_is_taken_and_left_out(address: str) -> None:
    assert send(mailgun_raw(address, b"Hello")).status_code == 200
    assert send(postmark_raw(address, b"A: b\n\n" + b"\n" * 700_000)).status_code == 200
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize(
    "post",
    [
        as_json("postmark/", []),
        as_json("postmark/", {"OriginalRecipient": "a@b.example", "Headers": 7}),
        as_json("sparkpost/", [{"msys": {"relay_message": {}}}]),
        Post("postmark/", b"\xff{", "application/json", basic()),
        Post("postmark/", b"[" * 100_000, "application/json", basic()),
        Post("mailgun/", b"[" * 100_000, "application/json", basic()),
        in_parts("mailgun/", mailgun_signed()),
        in_parts("mailgun/", {**mailgun_signed(), "recipient": b"\xff", "body-mime": RAW}),
        in_parts("sendgrid/", {"email": RAW}),
        in_parts("sendgrid/", {"email": RAW, "envelope": b"[]"}),
        Post("sendgrid/", b"x", "multipart/form-data", basic()),
        Post("sendgrid/", b"\r\n--b" * 600, "multipart/form-data; boundary=b", basic()),
    ],
)
def test_a_request_in_no_form_of_theirs_is_refused(db: None, post: Post) -> None:
    assert send(post).status_code in {400, 403}
    assert not ReceivedFile.objects.exists()


def test_large_mails_are_taken_and_larger_requests_are_not_read(address: str) -> None:
    file = b"--theirs\nContent-Disposition: attachment\n\n" + (b"x" * 75 + b"\n") * 110_000
    raw = RAW.replace(b"--theirs--", file + b"--theirs--")
    assert 8_000_000 < len(raw) < 10_000_000
    assert send(mailgun_raw(address, raw)).status_code == 200
    assert send(postmark_raw(address, raw.replace(b"<One.1", b"<Two.2"))).status_code == 200
    assert ReceivedFile.objects.count() == 2
    post = sendgrid_raw(address, b"x" * LARGEST)
    assert send(post).status_code == 413
    assert send(post, CONTENT_LENGTH="7").status_code in {400, 403}


def test_large_files_of_a_mail_are_left_out(address: str, at_now: datetime) -> None:
    post = mailgun_parsed(address, RAW)
    more = '--xYzZY\r\nContent-Disposition: form-data; name="attachment-2"; filename="a.pdf"\r\n'
    body = more.encode() + b"\r\n" + b"x" * 11_000_000 + b"\r\n" + post.body
    assert send(Post(post.path, body, post.content_type, post.headers)).status_code == 200
    content = decrypt(ReceivedFile.objects.get().content or b"")
    assert len(content) < 10_000
    assert b'filename="a.pdf"' in content
    assert b'filename="invite.ics"' in content


@pytest.mark.parametrize("header", ["To", "From", "Subject", "X-Mailgun-Sflag", "X-Spam-Score"])
@pytest.mark.parametrize("unit", ['"', "x ", "=?utf-8?q?a?= ", "a@b, ", "("])
def test_a_hostile_header_takes_no_time(address: str, header: str, unit: str) -> None:
    raw = f"{header}: {unit * (200_000 // len(unit))}\n".encode() + RAW
    start = process_time()
    for post in (mailgun_raw(address, raw), sparkpost(address, raw), postmark_raw(address, raw)):
        assert send(post).status_code == 200
    assert process_time() - start < 3


@pytest.mark.parametrize("off", [{"INBOX_WEBHOOKS": []}, {"ANYMAIL": {}}])
def test_what_is_not_switched_on_is_not_there(
    address: str, settings: Any, off: dict[str, Any]
) -> None:
    for name, value in off.items():
        setattr(settings, name, value)
    assert send(mailgun_raw(address, RAW)).status_code == 404
    assert not ReceivedFile.objects.exists()


def test_a_provider_may_ask_whether_it_is_there(db: None) -> None:
    assert Client().head("/inbox/webhooks/mandrill/").status_code == 200
    assert Client().get("/inbox/webhooks/mandrill/").status_code == 405
    assert Client().head("/inbox/webhooks/elsewhere/").status_code == 404


def test_too_many_mails_a_day_are_to_come_again(
    address: str, monkeypatch: pytest.MonkeyPatch, at_now: datetime
) -> None:
    monkeypatch.setitem(A_DAY, ReceivedFile.Way.ADDRESS, 2)
    mails = [RAW.replace(b"<One.1", f"<{number}".encode()) for number in range(3)]
    answers = [send(mailgun_raw(address, raw)).status_code for raw in mails]
    assert answers == [200, 200, 503]
    ReceivedFile.objects.update(arrived_at=datetime.fromtimestamp(0, at_now.tzinfo))
    assert send(mailgun_raw(address, mails[2])).status_code == 200


def test_two_owners_have_a_mail_each(
    address: str, stranger: User, seeker: User, now: datetime
) -> None:
    renew_address(stranger, now=now)
    to = json.dumps({"to": [address, address_of(stranger), address], "from": "a@b.example"})
    assert send(in_parts("sendgrid/", {"email": RAW, "envelope": to.encode()})).status_code == 200
    owners = ReceivedFile.objects.values_list("owner", flat=True)
    assert sorted(owners) == sorted([seeker.pk, stranger.pk])
