"""Pay and place, as people write them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from applications.formatting import (
    closing_text,
    offered_pay,
    pay_in_short,
    pay_text,
    place_text,
)
from applications.models import Application


@pytest.mark.parametrize(
    ("fields", "text", "short"),
    [
        ({}, "", ""),
        ({"pay_min": 62_000, "pay_max": 70_000}, "62,000–70,000 a year", "62,000–70,000"),
        (
            {"pay_min": 62_000, "pay_max": 70_000, "pay_currency": "GBP"},
            "£62,000–70,000 a year",
            "£62,000–70,000",
        ),
        (
            {"pay_min": 62_000, "pay_max": 62_000, "pay_currency": "EUR"},
            "€62,000 a year",
            "€62,000",
        ),
        ({"pay_min": 62_000, "pay_currency": "CHF"}, "from CHF 62,000 a year", "from CHF 62,000"),
        ({"pay_max": 70_000, "pay_currency": "USD"}, "up to $70,000 a year", "up to $70,000"),
        (
            {"pay_min": 0, "pay_max": 20, "pay_currency": "GBP", "pay_period": "hour"},
            "£0–20 an hour",
            "£0–20 an hour",
        ),
        (
            {"pay_min": Decimal("12.50"), "pay_currency": "GBP", "pay_period": "hour"},
            "from £12.50 an hour",
            "from £12.50 an hour",
        ),
        (
            {
                "pay_min": Decimal("95000000.00"),
                "pay_max": Decimal("95000000"),
                "pay_currency": "IDR",
            },
            "IDR 95,000,000 a year",
            "IDR 95,000,000",
        ),
        (
            {"pay_max": Decimal("812.5"), "pay_period": "week"},
            "up to 812.50 a week",
            "up to 812.50 a week",
        ),
    ],
)
def test_pay(fields: dict[str, Any], text: str, short: str) -> None:
    application = Application(**fields)
    assert (pay_text(application), pay_in_short(application)) == (text, short)


@pytest.mark.parametrize(
    ("pay", "text"),
    [(None, ""), ("64500.00", "£64,500 a month"), ("17.25", "£17.25 a month"), ("0", "£0 a month")],
)
def test_the_pay_of_an_offer(pay: str | None, text: str) -> None:
    amount = None if pay is None else Decimal(pay)
    assert offered_pay(amount, "GBP", "month") == text


@pytest.mark.usefixtures("at_now")
@pytest.mark.parametrize(
    ("closes_on", "stage", "text"),
    [
        (None, "saved", ""),
        (date(2026, 3, 18), "saved", "closed Wed 18 Mar"),
        (date(2026, 3, 19), "saved", "closes today"),
        (date(2026, 3, 20), "saved", "closes Fri 20 Mar"),
        (date(2026, 3, 20), "applied", ""),
    ],
)
def test_when_a_saved_job_closes(closes_on: date | None, stage: str, text: str) -> None:
    assert closing_text(closes_on, stage, date(2026, 3, 19)) == text


@pytest.mark.parametrize(
    ("location", "place", "text"),
    [
        ("", "", ""),
        ("Bristol", "", "Bristol"),
        ("", "remote", "Remote"),
        ("Bristol", "hybrid", "Bristol, hybrid"),
        ("REMOTE", "remote", "Remote"),
    ],
)
def test_place(location: str, place: str, text: str) -> None:
    assert place_text(Application(location=location, place=place)) == text
