"""What arrives by the API: pages are read, and nothing of them is kept."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from applications.models import Application
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


def test_a_key_that_may_only_read_takes_nothing_in(call: Call, seeker: User, at_now: Any) -> None:
    reads = key_for(seeker, ["read"], at_now)
    assert call("POST", "/intake", {"url": ADDRESS}, key=reads).status_code == 403
    captures = key_for(seeker, ["capture"], at_now)
    assert call("POST", "/intake", {"url": ADDRESS}, key=captures).status_code == 200


def test_a_strangers_applications_are_not_known(
    call: Call, make_application: MakeApplication, stranger: User
) -> None:
    make_application("Oatmill", "Data Engineer", owner=stranger, posting_url=ADDRESS)
    assert call("POST", "/intake", {"url": ADDRESS, "html": PAGE}).json()["known"] == []
