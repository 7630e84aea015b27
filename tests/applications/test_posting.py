"""A pasted posting: what is clear is read, what is not stays empty."""

from decimal import Decimal
from typing import Any

import pytest

from applications.forms.from_posting import initial_values
from applications.posting import read_posting


def read(text: str, *names: str, address: str = "") -> list[Any]:
    found = initial_values(read_posting(text, address))
    return [found.get(name) for name in names]


@pytest.mark.parametrize(
    ("text", "title", "company"),
    [
        ("Data Analyst at Harbour Analytics\nWe are…", "Data Analyst", "Harbour Analytics"),
        ("Job title: Nurse\nCompany: Fernhill Health", "Nurse", "Fernhill Health"),
        ("Position:\nHead Gardener\nEmployer:\nKew Gate", "Head Gardener", "Kew Gate"),
        ("Product Designer | Osprey Travel | Leeds", "Product Designer", "Osprey Travel"),
        ("Senior Engineer – Cobalt Transit", "Senior Engineer – Cobalt Transit", None),
        ("Cobalt Transit is hiring a planner\nRail Planner", "Rail Planner", "Cobalt Transit"),
        ("UX Writer\nAbout Thistle Bakeries\nWe bake.", "UX Writer", "Thistle Bakeries"),
        ("Librarian", "Librarian", None),
        ("Look at our offices\nWe are nice people.", None, None),
        ("Meet us at the fair", None, None),
        ("About us\nAbout the role", None, None),
    ],
)
def test_title_and_company(text: str, title: str | None, company: str | None) -> None:
    assert read(text, "title", "company") == [title, company]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("£62,000 - £70,000", 62_000, 70_000, "GBP", "year"),
        ("Salary: £62k–£70k per annum", 62_000, 70_000, "GBP", "year"),
        ("$62-70k", 62_000, 70_000, "USD", "year"),
        ("€450 per day", 450, None, "EUR", "day"),
        ("£18.50 an hour", Decimal("18.50"), None, "GBP", "hour"),
        ("£640 a week", 640, None, "GBP", "week"),
        ("from 4.200 EUR per month", 4_200, None, "EUR", "month"),
        ("CHF 95’000 to 110’000", 95_000, 110_000, "CHF", "year"),
        ("62000 GBP", 62_000, None, "GBP", "year"),
        ("a team of 40, in 12 countries, since 1998", None, None, None, None),
        ("a £25 voucher on your birthday", None, None, None, None),
        ("£" + "9" * 400, None, None, None, None),
    ],
)
def test_pay(
    text: str, low: Decimal | None, high: int | None, currency: str | None, period: str | None
) -> None:
    names = ("pay_min", "pay_max", "pay_currency", "pay_period")
    assert read(text, *names) == [low, high, currency, period]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Hybrid, two days in the office; remote otherwise", "hybrid"),
        ("This role is fully remote.", "remote"),
        ("On-site in Leeds", "on_site"),
        ("This is not remote.", None),
        ("In Leeds", None),
    ],
)
def test_place(text: str, place: str | None) -> None:
    assert read(text, "place") == [place]


def test_location_is_read_from_its_label_alone() -> None:
    assert read("Location: Bristol, UK", "location") == ["Bristol, UK"]
    assert read("We love Bristol", "location") == [None]


def test_the_text_is_kept_and_the_address_beside_it() -> None:
    found = initial_values(read_posting("  Nurse\n\nYou care.  ", "https://jobs.example/7"))
    assert found["posting_text"] == "Nurse\n\nYou care."
    assert found["posting_url"] == "https://jobs.example/7"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://jobs.example/7", "jobs.example", "http://", "http://[abc", ""],
)
def test_what_is_no_web_address_is_not_kept_as_one(address: str) -> None:
    assert read("Nurse", "posting_url", address=address) == [None]


def test_an_address_pasted_as_the_text_is_kept_as_the_link() -> None:
    assert read("https://jobs.example/7", "posting_url") == ["https://jobs.example/7"]


def test_nothing_gives_nothing() -> None:
    assert initial_values(read_posting("  \n ")) == {}


def test_a_very_long_posting_is_read_in_no_time() -> None:
    text = "Designer at Osprey\n" + "£1 2 3 4 5 6 7 8 9 " * 5_000 + "- " * 5_000
    assert read(text, "title", "company") == ["Designer", "Osprey"]


BOARDS = {
    "a line of parts after the title": (
        (
            "Product Designer (m/f/d)\n"
            "Brightwater Health GmbH · Berlin, Germany · Hybrid · Posted 3 days ago\n"
            "Brightwater Health builds calm software for hospitals. We are looking for you."
        ),
        ("Product Designer", "Brightwater Health GmbH", "Berlin, Germany"),
    ),
    "the company above, with the buttons between": (
        (
            "Halden Maps\nShare\nShow more options\nSenior Product Designer\n"
            "Berlin, Germany · 3 days ago · 100 applicants\n€80K/yr - €95K/yr\nHybrid\nFull-time"
        ),
        ("Senior Product Designer", "Halden Maps", "Berlin, Germany"),
    ),
    "a line each, with stars": (
        (
            "UX Designer\n- job post\nNorth & Sons\n3.9 out of 5 stars\nLeeds LS1\n"
            "£35,000 - £42,000 a year - Permanent, Full-time"
        ),
        ("UX Designer", "North & Sons", "Leeds LS1"),
    ),
    "the company behind a word": (
        "UX Designer (m/w/d)\nbei Kranich AG\nMünchen\nVollzeit",
        ("UX Designer", "Kranich AG", "München"),
    ),
    "the place in brackets": (
        "Service Designer\nCobalt Transit · Manchester, England (Hybrid)",
        ("Service Designer", "Cobalt Transit", "Manchester, England"),
    ),
    "a place with its postcode and no company": (
        "Product Designer\n80331 München\nAbout the role",
        ("Product Designer", None, "80331 München"),
    ),
    "a sentence, and no company": (
        "Product Designer\nOver ten years of design. We are looking for you.",
        ("Product Designer", None, None),
    ),
    "one short line that could be anything": (
        "Product Designer\nLondon\nYou will design things.",
        ("Product Designer", None, None),
    ),
}


@pytest.mark.parametrize("shape", BOARDS)
def test_the_shapes_in_which_boards_copy_out(shape: str) -> None:
    text, expected = BOARDS[shape]
    assert tuple(read(text, "title", "company", "location")) == expected


def test_we_is_no_company() -> None:
    assert read("We are hiring a nurse", "company") == [None]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("€80K/yr - €95K/yr", 80_000, 95_000, "EUR", "year"),
        ("$30/hr - $45/hr", 30, 45, "USD", "hour"),
        ("45.000 – 55.000 €", 45_000, 55_000, "EUR", "year"),
        ("EUR 4.000 - EUR 5.000 / month", 4_000, 5_000, "EUR", "month"),
    ],
)
def test_pay_as_boards_write_it(text: str, low: int, high: int, currency: str, period: str) -> None:
    names = ("pay_min", "pay_max", "pay_currency", "pay_period")
    assert read(text, *names) == [low, high, currency, period]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Nurse\nApply at https://jobs.example/7.", "https://jobs.example/7"),
        ("Nurse\nhttps://jobs.example/7 or (https://jobs.example/7)", "https://jobs.example/7"),
        ("Nurse\nhttps://jobs.example/7 https://other.example/", None),
    ],
)
def test_the_only_address_in_the_text_is_the_link(text: str, link: str | None) -> None:
    assert read(text, "posting_url") == [link]
