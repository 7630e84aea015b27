"""Amounts of money, as people type them."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from jobtracker.forms.money import MoneyField, plain

FIELD = MoneyField(max_digits=15, decimal_places=2, min_value=0, required=False)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("", None),
        (None, None),
        ("0", "0"),
        ("62000", "62000"),
        ("62,000", "62000"),
        ("62 000", "62000"),
        ("62.000", "62000"),
        ("62’000", "62000"),
        ("95,000,000", "95000000"),
        ("95.000.000", "95000000"),
        (" 12.50 ", "12.50"),
        ("12,50", "12.50"),
        ("12.5", "12.50"),
        ("1,250.75", "1250.75"),
        ("1.250,75", "1250.75"),
        ("9999999999999.99", "9999999999999.99"),
    ],
)
def test_what_is_typed_is_read(typed: str | None, amount: str | None) -> None:
    assert FIELD.clean(typed) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("typed", ["a lot", "£62,000", "12.", "1,2,3", "62k", "1e5", "NaN", "--1"])
def test_what_is_no_amount_is_named(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter an amount, like 62,000 or"):
        FIELD.clean(typed)


@pytest.mark.parametrize("typed", ["-1", "-1,000.50"])
def test_less_than_nothing_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        FIELD.clean(typed)


def test_more_than_there_is_room_for_is_refused() -> None:
    with pytest.raises(ValidationError, match="no more than"):
        FIELD.clean("10000000000000")


@pytest.mark.parametrize(
    ("stored", "shown"), [("62000.00", "62000"), ("12.50", "12.50"), ("0.00", "0")]
)
def test_no_needless_cents_are_shown(stored: str, shown: str) -> None:
    assert plain(Decimal(stored)) == shown
    assert FIELD.prepare_value(Decimal(stored)) == shown


def test_what_was_typed_is_shown_again_and_a_phone_shows_digits() -> None:
    form = type("Form", (forms.Form,), {"pay": FIELD})({"pay": "lots"})
    assert 'value="lots"' in str(form["pay"])
    assert 'inputmode="decimal"' in str(form["pay"])
