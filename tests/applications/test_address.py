"""What the addresses of hiring systems, job boards and employers tell, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from applications.posting import Posting, read_posting
from applications.posting.address import read_address

ADDRESSES = [
    tuple(line.split("|"))
    for line in (Path(__file__).parent / "addresses.txt").read_text().splitlines()
    if not line.startswith("#")
]


def read(link: str) -> tuple[str, str]:
    posting = Posting()
    read_address(link, posting)
    return posting.company or "", posting.title or ""


def test_there_are_many() -> None:
    assert len(ADDRESSES) > 130


@pytest.mark.parametrize(("link", "company", "title"), ADDRESSES)
def test_an_address_tells_its_company_and_its_title(link: str, company: str, title: str) -> None:
    assert read(link) == (company, title)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://",
        "https://[::1",
        "https://127.0.0.1/careers/nurse-1",
        "javascript:alert(1)",
        "https://localhost/jobs/nurse",
        "https://" + "a" * 5000 + ".example/careers/nurse",
        "https://x.example/careers/" + "nurse-" * 5000,
        "https://x.example/careers/" + "%00" * 300,
        "https://jobs.ashbyhq.com/" + "%C3%A4 " * 5000,
    ],
)
def test_a_hostile_address_does_no_harm(link: str) -> None:
    company, title = read(link)
    assert len(company) <= 200
    assert len(title) <= 400


def test_beside_a_text_an_employers_site_says_nothing() -> None:
    text = "A page\nof an employer\nhttps://www.larkspur.com/careers/night-nurse"
    assert read_posting(text).title is None
    alone = read_posting("https://www.larkspur.com/careers/night-nurse")
    assert (alone.company, alone.title) == ("Larkspur", "Night Nurse")


def test_beside_a_text_a_hiring_system_names_the_company() -> None:
    found = read_posting("Night Nurse\nYou care.", "https://jobs.lever.co/north-quay/0b8f2c7e-1c")
    assert (found.title, found.company) == ("Night Nurse", "North Quay")
