"""Whole postings as boards, employers and people show them, each with what is read there.

The pages are invented; their layouts are real. Each field of each page must be right, and what a
page does not say must stay empty.
"""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from applications.posting import read_posting

FOLDER = Path(__file__).parent / "posting_pages"
PAGES = sorted(path.name for path in FOLDER.iterdir() if not path.name.endswith(".json"))
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("name", PAGES)
def test_each_field_of_a_page(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text())
    found = read_posting((FOLDER / name).read_text(), today=TODAY).to_json()
    assert {key: found[key] for key in expected} == expected


def test_the_address_of_the_page_is_its_link() -> None:
    source = (FOLDER / "01_greenhouse_old.html").read_text()
    assert read_posting(source, "https://jobs.example/7").link == "https://jobs.example/7"


@pytest.mark.parametrize(
    ("link", "company", "title"),
    [
        ("https://boards.greenhouse.io/salt-marsh/jobs/5544123", "Salt Marsh", None),
        ("https://jobs.lever.co/tidewater/0a1b2c3d-4444", "Tidewater", None),
        (
            "https://marlowe.wd5.myworkdayjobs.com/en-US/External/job/Raleigh/Data-Manager_R-2",
            "Marlowe",
            "Data Manager",
        ),
        ("https://jobs.smartrecruiters.com/SilexCie/7440-data-lead", "Silex Cie", "Data Lead"),
        ("https://www.linkedin.com/jobs/view/3758269446", None, None),
    ],
)
def test_a_bare_link_tells_what_its_words_tell(
    link: str, company: str | None, title: str | None
) -> None:
    found = read_posting(link)
    assert (found.link, found.company, found.title) == (link, company, title)


def test_a_list_of_several_jobs_is_none_of_them_unless_its_heading_says_which() -> None:
    data = '[{"@type": "JobPosting", "title": "Cook"}, {"@type": "JobPosting", "title": "Waiter"}]'
    script = f'<script type="application/ld+json">{data}</script>'
    assert read_posting(f"<html>{script}<p>Jobs</p>").title is None
    assert read_posting(f"<html>{script}<h1>Waiter</h1>").title == "Waiter"


def test_the_data_is_read_wherever_it_lies() -> None:
    data = '<script type="application/ld+json">{"@type":"JobPosting","title":"Late Nurse"}</script>'
    assert read_posting("<html>" + "<p>x</p>" * 300_000 + data).title == "Late Nurse"


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"@type": "JobPosting"', '{"@type": "JobPosting", "title": {}}', "7"]
)
def test_broken_data_does_no_harm(data: str) -> None:
    page = f'<html><script type="application/ld+json">{data}</script><h1>Night Nurse</h1>'
    assert read_posting(page).title == "Night Nurse"


@pytest.mark.parametrize(
    "piece",
    ["deadline 1 ", "£1 ", "A & ", "Contact: A B ", "A b, ", "m/w/", "a@b.c ", "1/1/", "on-site "],
)
def test_no_posting_takes_long(piece: str) -> None:
    line = piece * (1_900 // len(piece))
    start = time.process_time()
    read_posting(f"{line}\n" * 500)
    assert time.process_time() - start < 2
