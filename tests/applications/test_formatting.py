"""Pay and place, as people write them."""

from decimal import Decimal
from typing import Any

import pytest

from applications.formatting import offered_pay_text, pay_in_short, pay_text, place_text
from applications.models import Application, Event


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
            {"pay_min": Decimal("62000.00"), "pay_max": Decimal("70000.50"), "pay_currency": "GBP"},
            "£62,000–70,000.50 a year",
            "£62,000–70,000.50",
        ),
        (
            {"pay_min": Decimal("9999999999999.99"), "pay_currency": "IDR", "pay_period": "week"},
            "from IDR 9,999,999,999,999.99 a week",
            "from IDR 9,999,999,999,999.99 a week",
        ),
        ({"pay_max": Decimal("0.50"), "pay_currency": "GBP"}, "up to £0.50 a year", "up to £0.50"),
    ],
)
def test_pay(fields: dict[str, Any], text: str, short: str) -> None:
    application = Application(**fields)
    assert (pay_text(application), pay_in_short(application)) == (text, short)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, ""),
        (
            {"pay": Decimal("62000.00"), "pay_currency": "GBP", "pay_period": "year"},
            "£62,000 a year",
        ),
        ({"pay": Decimal("15.50"), "pay_period": "hour"}, "15.50 an hour"),
        ({"pay": Decimal("0.00"), "pay_currency": "EUR"}, "€0"),
    ],
)
def test_the_pay_of_an_offer(fields: dict[str, Any], text: str) -> None:
    assert offered_pay_text(Event(**fields)) == text


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
