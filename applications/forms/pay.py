"""Pay as people type it: “45.000”, “£37.5k”, “12 LPA”, or a range in one field."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from jobtracker.reading.money import Pay, parse_pay
from jobtracker.reading.names import composed

LONGEST = 100
MINUS = ("-", "−", "–")


class PayField(forms.CharField):
    """What is paid, with its currency and period where they are typed along."""

    default_error_messages = {
        "unread": _("This can’t be read as pay. Write it like 45,000 or 37.5k."),
        "negative": _("Pay is greater than or equal to 0."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored figure without pence where there are none."""
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return int(value)
        return value

    def to_python(self, value: Any) -> Any:
        """Return the pay that was typed, or None."""
        text = composed(super().to_python(value) or "").strip()
        if not text:
            return None
        if text.startswith(MINUS):
            raise ValidationError(self.error_messages["negative"], code="negative")
        pay = Pay(low=Decimal(0)) if text == "0" else parse_pay(text)
        if pay is None:
            raise ValidationError(self.error_messages["unread"], code="unread")
        return pay

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another figure was typed."""
        return str(self.prepare_value(initial) or "") != str(data or "")

    def run_validators(self, value: Any) -> None:
        """The validators of texts are for what was typed."""


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
