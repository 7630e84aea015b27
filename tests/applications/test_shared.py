"""What a phone or a bookmark shares opens the form filled in; nothing is saved before a press."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from applications.models import Application
from applications.posting import read_shared
from applications.views.shared import LONGEST_QUERY

LEVER = "https://jobs.lever.co/fernhill/0b8f2c7e-1c55-4a1e-9f57-6d2d1b3e9a10"
VIEW = "https://www.linkedin.com/jobs/view/4012345678"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "title", "text", "company", "job", "link"),
    [
        (LEVER, "Fernhill - Night Nurse", "", "Fernhill", "Night Nurse", LEVER),
        (LEVER, "Night Nurse - fernhill", "Nights alone.", "Fernhill", "Night Nurse", LEVER),
        (LEVER, "Night Nurse - Fernhill | Careers", "", "Fernhill", "Night Nurse", LEVER),
        (LEVER, "Fernhill - Nurse - Fernhill East", "", "Fernhill", "Nurse - Fernhill East", LEVER),
        ("", "", LEVER, "Fernhill", None, LEVER),
        ("", f"Night Nurse {LEVER}", "", "Fernhill", "Night Nurse", LEVER),
        ("", "", f"Check out this job at Saltmarsh: {VIEW}.", "Saltmarsh", None, VIEW),
        (VIEW, "Saltmarsh hiring Chef in Leeds | LinkedIn", "", "Saltmarsh", "Chef", VIEW),
        (VIEW, "(3) Product Owner | Brightfen | LinkedIn", "", "Brightfen", "Product Owner", VIEW),
        (
            "https://boards.greenhouse.io/saltmarsh/jobs/45",
            "Job Application for Staff Engineer at Saltmarsh Ltd",
            "",
            "Saltmarsh Ltd",
            "Staff Engineer",
            "https://boards.greenhouse.io/saltmarsh/jobs/45",
        ),
        (
            "https://www.stepstone.de/stellenangebote--Projektleiter-m-w-d-Bonn--98765-inline.html",
            "Projektleiter (m/w/d) Job Bonn Bonn (Watt GmbH) | StepStone",
            "",
            "Watt GmbH",
            "Projektleiter",
            "https://www.stepstone.de/stellenangebote--Projektleiter-m-w-d-Bonn--98765-inline.html",
        ),
        ("javascript:alert(1)", "", "", None, None, None),
    ],
)  # fmt: skip
def test_what_is_shared_is_read(
    url: str, title: str, text: str, company: str | None, job: str | None, link: str | None
) -> None:
    found = read_shared(url, title, text)
    assert (found.company, found.title, found.link) == (company, job, link)


def test_a_marked_text_is_kept_and_the_title_of_the_page_is_not_part_of_it() -> None:
    found = read_shared(LEVER, "Night Nurse", "Pay: £30,000 a year\x07\nHybrid role")
    assert found.text == "Pay: £30,000 a year \nHybrid role"
    assert found.pay is not None
    assert (found.pay.low, found.workplace) == (30_000, "hybrid")


def test_the_form_opens_filled_and_saves_nothing(seeker_client: Client) -> None:
    answer = seeker_client.get("/applications/add/", {"url": LEVER, "title": "Night Nurse"})
    form = answer.context["form"].initial
    assert (form["title"], form["company"], form["posting_url"]) == (
        "Night Nurse",
        "Fernhill",
        LEVER,
    )
    assert form["applied_at"] is None
    assert "This is what we read." in answer.content.decode()
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {"url": "javascript:alert(1)"},
        {"url": "data:text/html,<script>alert(1)</script>"},
        {"title": "\0\x01\x02"},
        {"text": "\0" * 50},
        {"url": "https://[::1"},
        {"url": "x" * 100_000},
        {"url": " ", "title": "", "text": "\n"},
        {},
    ],
)
def test_what_tells_nothing_gives_the_plain_form(
    seeker_client: Client, query: dict[str, str]
) -> None:
    answer = seeker_client.get("/applications/add/", query)
    assert answer.status_code == 200
    assert not {"title", "company", "posting_url"} & answer.context["form"].initial.keys()
    assert "This is what we read." not in answer.content.decode()
    assert answer.context["form"].initial["applied_at"] is not None


@pytest.mark.parametrize("text", ["x" * 100_000, "<b>" * 30_000, "💼" * 60_000, "A & " * 20_000])
def test_a_huge_text_is_bounded(seeker_client: Client, text: str) -> None:
    answer = seeker_client.get("/applications/add/", {"url": LEVER, "title": text, "text": text})
    assert answer.status_code == 200
    assert answer.context["form"].initial["company"] == "Fernhill"
    assert len(answer.context["form"].initial.get("posting_text", "")) <= 20_000


def test_unreadable_bytes_give_no_error(seeker_client: Client) -> None:
    answer = seeker_client.get("/applications/add/?url=%FF%FE&title=%ED%A0%80&text=%00")
    assert answer.status_code == 200


def next_of(client: Client, query: dict[str, str]) -> str:
    answer = client.get(f"/applications/add/?{urlencode(query)}")
    assert answer.status_code == 302
    sign_in = urlsplit(answer["Location"])
    assert sign_in.path == "/account/login/"
    assert len(answer["Location"]) < 8_000
    return parse_qs(sign_in.query)["next"][0]


def test_a_guest_comes_back_with_all_of_it(client: Client) -> None:
    query = {"url": LEVER, "title": "Pfleger & Co", "text": "Pay: £30,000"}
    there = urlsplit(next_of(client, query))
    assert there.path == "/applications/add/"
    assert {name: value[0] for name, value in parse_qs(there.query).items()} == query


@pytest.mark.parametrize("letter", ["x", "ä", "💼", "%"])
def test_a_long_text_comes_back_as_far_as_there_is_room(client: Client, letter: str) -> None:
    there = urlsplit(next_of(client, {"url": LEVER, "title": "Nurse", "text": letter * 9_000}))
    kept = parse_qs(there.query)
    assert (kept["url"], kept["title"]) == ([LEVER], ["Nurse"])
    assert set(kept["text"][0]) == {letter}
    assert len(there.query) <= LONGEST_QUERY


def test_a_link_alone_may_be_pasted(seeker_client: Client) -> None:
    link = "https://jobs.smartrecruiters.com/GullwingSystems/743999912345678-data-engineer"
    for sent in ({"posting": link}, {"posting": "", "address": link}):
        form = seeker_client.post("/applications/add/posting/", sent).context["form"].initial
        found = form["company"], form["title"], form["posting_url"]
        assert found == ("Gullwing Systems", "Data Engineer", link)
