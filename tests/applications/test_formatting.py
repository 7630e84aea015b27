"""Pay and place, as people write them."""

from typing import Any

import pytest

from applications.formatting import pay_in_short, pay_text, place_text
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
    ],
)
def test_pay(fields: dict[str, Any], text: str, short: str) -> None:
    application = Application(**fields)
    assert (pay_text(application), pay_in_short(application)) == (text, short)


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
