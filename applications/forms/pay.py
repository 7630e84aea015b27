"""Pay as people type it: “45.000”, “£37.5k”, “12 LPA”, or a range in one field."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from applications.models import Application
from applications.models.application import PAY_DIGITS, PAY_PLACES
from jobtracker.forms.money import MoneyField
from jobtracker.reading.money import Pay, parse_pay
from jobtracker.reading.names import composed

LONGEST = 100
MINUS = ("-", "−", "–")


class PayField(forms.CharField):
    """What is paid, with its currency and period where they are typed along."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.figure = MoneyField(
            required=False, max_digits=PAY_DIGITS, decimal_places=PAY_PLACES, min_value=0
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored figure without pence where there are none."""
        return self.figure.prepare_value(value)

    def clean(self, value: Any) -> Pay | None:
        """Return the pay that was typed, or None."""
        text = composed(str(value or "")).strip()
        try:
            figure = self.figure.clean(text)
        except ValidationError as error:
            pay = (
                parse_pay(text)
                if getattr(error, "code", "") == "invalid" and len(text) <= LONGEST
                else None
            )
            if pay is None or text.startswith(("-", "−", "–")):
                raise
            return pay
        return None if figure is None else Pay(low=figure)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another figure was typed."""
        return str(self.prepare_value(initial) or "") != str(data or "")


def pay_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields about pay: what stands beside a figure wins over the lists."""
    first, second = data.get("pay_min"), data.get("pay_max")
    pay = _range(first, second) if first or second else Pay()
    return {
        "pay_min": pay.low,
        "pay_max": pay.high,
        "pay_currency": pay.currency or data.get("pay_currency") or "",
        "pay_period": pay.period or data.get("pay_period") or Application.PayPeriod.YEAR,
    }


def _range(first: Pay | None, second: Pay | None) -> Pay:
    """A range in one field is the whole; otherwise each field has one end."""
    if first is None or second is None:
        pay = first or second or Pay()
        alone = second is not None and pay.high is None
        return replace(pay, low=None, high=pay.low) if alone else pay
    return Pay(
        low=first.low,
        high=second.low if second.high is None else second.high,
        currency=first.currency or second.currency,
        period=first.period or second.period,
    )
