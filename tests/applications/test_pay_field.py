"""Pay as people type it into the form of an application, and how it is sorted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from accounts.models import User
from applications.forms.application import ApplicationForm
from applications.table.page import filtered
from applications.table.sorting import in_order
from tests.conftest import NOW, MakeApplication

pytestmark = pytest.mark.django_db
PAY = ("pay_min", "pay_max", "pay_currency", "pay_period")


def typed(owner: User, **pay: str) -> ApplicationForm:
    typed = {"title": "Clerk", "company": "Acme", "pay_period": "year", **pay}
    return ApplicationForm(typed, owner=owner)


@pytest.mark.parametrize(
    ("pay", "meant"),
    [
        ({"pay_min": "45.000"}, (45_000, None, "", "year")),
        ({"pay_min": "45,000", "pay_max": "50 000"}, (45_000, 50_000, "", "year")),
        ({"pay_min": "£37.5k"}, (37_500, None, "GBP", "year")),
        ({"pay_max": "1.2m"}, (None, 1_200_000, "", "year")),
        ({"pay_min": "12 LPA"}, (1_200_000, None, "INR", "year")),
        ({"pay_min": "55-60k €"}, (55_000, 60_000, "EUR", "year")),
        ({"pay_max": "55-60k"}, (55_000, 60_000, "", "year")),
        ({"pay_min": "up to £58k"}, (None, 58_000, "GBP", "year")),
        ({"pay_min": "£14.50 an hour"}, (Decimal("14.50"), None, "GBP", "hour")),
        ({"pay_min": "14.5", "pay_period": "hour"}, (Decimal("14.5"), None, "", "hour")),
        ({"pay_min": "0", "pay_currency": "eur"}, (0, None, "EUR", "year")),
        ({}, (None, None, "", "year")),
    ],
)
def test_pay_is_read_as_everywhere(
    pay: dict[str, str], meant: tuple[Any, ...], seeker: User
) -> None:
    form = typed(seeker, **pay)
    assert form.is_valid(), form.errors
    assert tuple(form.cleaned_data[name] for name in PAY) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("competitive", "Enter an amount"),
        ("45000 pesos", "Enter an amount"),
        ("-1", "greater than or equal to 0"),
        ("-1k", "Enter an amount"),
        ("9" * 101, "no more than 15 digits"),
    ],
)
def test_what_is_no_pay_is_asked_about(text: str, said: str, seeker: User) -> None:
    assert said in str(typed(seeker, pay_min=text).errors["pay_min"])


@pytest.mark.parametrize(
    ("stored", "shown"), [(Decimal("45000.00"), "45000"), (Decimal("14.50"), "14.50")]
)
def test_a_stored_figure_is_shown_as_it_was_typed(
    stored: Decimal, shown: str, make_application: MakeApplication
) -> None:
    application = make_application(pay_min=stored)
    application.refresh_from_db()
    form = ApplicationForm(instance=application, owner=application.owner)
    assert f'value="{shown}"' in str(form["pay_min"])


def test_the_highest_pay_is_found_within_each_currency_and_by_the_year(
    seeker: User, make_application: MakeApplication
) -> None:
    for title, low, high, currency, period in (
        ("yen", None, 9_000_000, "JPY", "year"),
        ("pounds a year", 40_000, 45_000, "GBP", "year"),
        ("pounds an hour", 30, None, "GBP", "hour"),
        ("pounds a month", None, 3_000, "GBP", "month"),
        ("euros a day", None, 500, "EUR", "day"),
        ("unpaid", None, None, "", "year"),
    ):
        make_application(
            title=title, pay_min=low, pay_max=high, pay_currency=currency, pay_period=period
        )
    rows = filtered(seeker, QueryDict(), NOW).qs
    assert [row.title for row in in_order(rows, "-pay")] == [
        "euros a day",
        "pounds an hour",
        "pounds a year",
        "pounds a month",
        "yen",
        "unpaid",
    ]
    assert [row.title for row in in_order(rows, "pay")][1:4] == [
        "pounds a month",
        "pounds a year",
        "pounds an hour",
    ]
