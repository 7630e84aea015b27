"""What arrives by the API: pages are read, and nothing of them is kept."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from api.document import document
from api.models import Scope
from applications.models import Application
from inbox import room
from inbox.models import ReceivedFile, Suggestion
from tests.api.conftest import Call, key_for
from tests.conftest import MakeApplication

ADDRESS = "https://jobs.oatmill.example/openings/4471"
PAGE = """<html><head><title>Data Engineer - Oatmill</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "JobPosting",
"title": "Data Engineer", "hiringOrganization": {"@type": "Organization", "name": "Oatmill"},
"jobLocation": {"@type": "Place", "address": {"addressLocality": "Leeds", "addressCountry": "GB"}},
"baseSalary": {"@type": "MonetaryAmount", "currency": "GBP", "value": {"minValue": 50000,
"maxValue": 60000, "unitText": "YEAR"}}, "validThrough": "2026-04-03"}</script></head>
<body><h1>Data Engineer</h1><p>Come and build things with us.</p></body></html>"""


def test_a_page_is_read_and_nothing_is_saved(call: Call) -> None:
    answer = call("POST", "/intake", {"url": ADDRESS, "html": PAGE})
    assert answer.status_code == 200, answer.content
    posting = answer.json()["posting"]
    text = posting.pop("posting_text")
    assert "Come and build things with us." in text
    assert posting == {
        "company": "Oatmill",
        "title": "Data Engineer",
        "location": "Leeds",
        "place": None,
        "pay_min": "50000",
        "pay_max": "60000",
        "pay_currency": "GBP",
        "pay_period": "year",
        "posting_url": ADDRESS,
        "closes_on": "2026-04-03",
    }
    assert answer.json()["known"] == []
    assert not Application.objects.exists()


def test_what_was_read_is_taken_as_an_application(call: Call) -> None:
    posting = call("POST", "/intake", {"url": ADDRESS, "html": PAGE}).json()["posting"]
    read = {name: value for name, value in posting.items() if value is not None}
    added = call("POST", "/applications", read)
    assert added.status_code == 201, added.content
    assert added.json()["closes_on"] == "2026-04-03"


def test_where_the_job_is_known(call: Call, make_application: MakeApplication) -> None:
    same = make_application("Oat & Mill", "Data Engineer", posting_url=ADDRESS + "?ref=feed")
    there = make_application("Oatmill", "Baker", applied_at=None)
    make_application("Fathom", "Data Engineer")
    known = call("POST", "/intake", {"url": ADDRESS, "html": PAGE}).json()["known"]
    assert [(each["id"], each["same_posting"]) for each in known] == [
        (same.pk, True),
        (there.pk, False),
    ]
    assert known[0] == {
        "id": same.pk,
        "title": "Data Engineer",
        "company": "Oat & Mill",
        "stage": "applied",
        "applied_on": "2026-03-02",
        "archived": False,
        "same_posting": True,
        "url": known[0]["url"],
    }
    assert known[0]["url"].endswith(f"/applications/{same.pk}/")
    assert known[1]["applied_on"] is None


def test_text_alone_and_an_address_alone(call: Call) -> None:
    text = "Data Engineer\nCompany: Oatmill\nLocation: Leeds\nApply by 3 April 2026"
    posting = call("POST", "/intake", {"text": text}).json()["posting"]
    assert (posting["company"], posting["closes_on"]) == ("Oatmill", "2026-04-03")
    alone = call("POST", "/intake", {"url": "https://boards.greenhouse.io/oatmill/jobs/4471"})
    assert alone.json()["posting"]["company"] == "Oatmill"


def test_what_no_page_holds_is_read_all_the_same(call: Call) -> None:
    odd = b'{"url": "", "text": "Data Engineer\\u0000 at Oatmill \\ud800"}'
    posting = call("POST", "/intake", odd).json()["posting"]
    assert "\x00" not in posting["posting_text"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 422, "html"),
        ({"url": ADDRESS, "html": "<p>", "text": "x"}, 422, "text"),
        ({"url": ["x"]}, 422, "url"),
        ({"url": ADDRESS, "more": 1}, 422, "more"),
        ({"text": "x" * 3_000_001}, 413, ""),
        (b" " * (5 * 1024 * 1024 + 1), 413, ""),
        (b"[" * 100_000, 400, ""),
        (b"[]", 422, ""),
    ],
)
def test_refusals(call: Call, body: Any, status: int, field: str) -> None:
    answer = call("POST", "/intake", body)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert not field or [each["field"] for each in answer.json()["errors"]] == [field]


def test_other_kinds_of_content(call: Call) -> None:
    assert call("POST", "/intake", b"x", content_type="text/html").status_code == 415


def test_a_strangers_applications_are_not_known(
    call: Call, make_application: MakeApplication, stranger: User
) -> None:
    make_application("Oatmill", "Data Engineer", owner=stranger, posting_url=ADDRESS)
    assert call("POST", "/intake", {"url": ADDRESS, "html": PAGE}).json()["known"] == []


MAIL = b"""From: Priya Nair <priya.nair@kestrel.example>
To: seeker@test.example
Subject: Interview for Data Engineer at Kestrel Analytics
Date: Thu, 19 Mar 2026 10:00:00 +0000
Message-ID: <invite-1@kestrel.example>

Dear Robin,

we would like to invite you to an interview for the role of Data Engineer at Kestrel Analytics
on Thursday 26 March 2026 at 14:30 GMT.

Best regards,
Priya Nair
"""
EVENT = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
UID:talk-1@kestrel.example\r
DTSTAMP:20260319T100000Z\r
DTSTART:20260326T143000Z\r
DTEND:20260326T153000Z\r
SUMMARY:Interview: Data Engineer at Kestrel Analytics\r
ORGANIZER;CN=Priya Nair:mailto:priya.nair@kestrel.example\r
END:VEVENT\r
END:VCALENDAR\r
"""
RFC822 = {"content_type": "message/rfc822"}


def test_a_mail_waits_in_the_inbox_once(call: Call, seeker: User) -> None:
    first = call("POST", "/intake", MAIL, **RFC822)
    assert first.status_code == 201, first.content
    body = first.json()
    assert (body["added"], body["known"], body["unread"]) == (1, 0, 0)
    (laid,) = body["suggestions"]
    assert (laid["kind"], laid["state"]) == ("interview_invitation", "waiting")
    again = call("POST", "/intake", MAIL, **RFC822)
    assert (again.status_code, again.json()["known"]) == (200, 1)
    assert again.json()["suggestions"] == [laid]
    row = Suggestion.objects.get(owner=seeker)
    assert (row.pk, row.file.way) == (laid["id"], "upload")
    assert call("GET", f"/suggestions/{row.pk}").json()["answer"]["starts_at"] == (
        "2026-03-26T14:30:00Z"
    )


def test_a_repeat_needs_no_idempotency_key(call: Call) -> None:
    first = call("POST", "/intake", MAIL, **RFC822, Idempotency_Key="one")
    again = call("POST", "/intake", MAIL, **RFC822, Idempotency_Key="one")
    assert (first.status_code, again.status_code) == (201, 200)
    assert "Idempotent-Replayed" not in again
    assert again.json()["suggestions"] == first.json()["suggestions"]
    said = {"$ref": "#/components/parameters/IdempotencyKey"}
    for path, item in document()["paths"].items():
        if "post" in item:
            assert (said in item["post"].get("parameters", [])) == (path != "/intake"), path


def test_a_calendar_file_waits_in_the_inbox(call: Call) -> None:
    answer = call("POST", "/intake", EVENT, content_type="text/calendar; charset=utf-8")
    assert answer.status_code == 201, answer.content
    (laid,) = answer.json()["suggestions"]
    assert laid["kind"] == "interview_invitation"
    assert not Application.objects.exists()


def test_a_mail_larger_than_five_megabytes_is_taken(call: Call) -> None:
    large = MAIL + b"x" * 70 + b"\n" + b"y y y y y\n" * 600_000
    assert len(large) > 6_000_000
    assert call("POST", "/intake", large, **RFC822).status_code == 422
    fits = MAIL.replace(b"\n\nDear", b"\n\n" + b"z" * 6_000_000 + b"\n\nDear", 1)
    assert call("POST", "/intake", fits, **RFC822).status_code == 201


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"\n", "message/rfc822", 422),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar", 422),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "message/rfc822", 422),
        (b"x" * 10_000_001, "message/rfc822", 413),
    ],
)
def test_what_is_no_mail_is_refused(call: Call, content: bytes, kind: str, status: int) -> None:
    answer = call("POST", "/intake", content, content_type=kind)
    assert answer.status_code == status, answer.content
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("scope", Scope.values)
@pytest.mark.parametrize(
    ("content_type", "body", "allowed"),
    [
        ("application/json", {"url": ADDRESS, "html": PAGE}, {"read": 200, "capture": 200}),
        ("message/rfc822", MAIL, {"suggest": 201, "write": 201}),
        ("text/calendar", EVENT, {"suggest": 201, "write": 201}),
    ],
)
def test_what_each_scope_may_send(
    call: Call,
    seeker: User,
    make_application: MakeApplication,
    at_now: Any,
    scope: str,
    content_type: str,
    body: Any,
    allowed: dict[str, int],
) -> None:
    make_application("Oatmill", "Sourdough Engineer", posting_url=ADDRESS)
    key = key_for(seeker, [scope], at_now)
    answer = call("POST", "/intake", body, key=key, content_type=content_type)
    assert answer.status_code == allowed.get(scope, 403), answer.content
    told, is_laid = b"Sourdough" in answer.content, Suggestion.objects.exists()
    assert told == (content_type == "application/json" and scope in allowed)
    assert is_laid == (content_type != "application/json" and scope in allowed)


def test_a_day_takes_only_so_many(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(room.A_DAY, ReceivedFile.Way.UPLOAD, 1)
    assert call("POST", "/intake", MAIL, **RFC822).status_code == 201
    full = call("POST", "/intake", EVENT, content_type="text/calendar")
    assert (full.status_code, full["Retry-After"]) == (429, "86400")
