"""A form field for an amount of money, as people write it in any country."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

GROUPED = r"\d{1,3}(?:[,.’'\s]\d{3})+"
AMOUNT = re.compile(rf"(?P<whole>-?(?:{GROUPED}|\d+))(?:[,.](?P<cents>\d{{1,2}}))?")


def plain(amount: Decimal) -> str:
    """Return an amount as digits alone, without needless cents: ``62000``, ``12.50``."""
    return f"{amount:f}" if amount % 1 else f"{amount:.0f}"


class MoneyField(forms.DecimalField):
    """An amount: ``62,000``, ``95.000.000``, ``62 000``, ``12.50`` and ``12,50`` alike.

    A comma or point is one of cents if one or two digits follow, else it groups thousands.
    """

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Enter an amount, like 62,000 or 12.50.")}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the amount that was typed."""
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        match = AMOUNT.fullmatch(text)
        if match is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        whole = re.sub(r"[,.’'\s]", "", match["whole"])
        return super().to_python(f"{whole}.{match['cents'] or 0}")

    def prepare_value(self, value: Any) -> Any:
        """Return a stored amount without needless cents; what was typed, as it was typed."""
        return plain(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for the keyboard with digits."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class CurrencyField(forms.CharField):
    """A currency's three letters, as ISO 4217 has them."""

    default_error_messages = {"invalid": _("Write the currency in three letters, like GBP.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 3, **kwargs})

    def to_python(self, value: Any) -> str:
        """Return the code in capitals."""
        return str(super().to_python(value)).upper()

    def validate(self, value: str) -> None:
        """Raise ValidationError unless it has three letters, or none where none is required."""
        super().validate(value)
        if value and not (len(value) == 3 and value.isascii() and value.isalpha()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A short input that begins with capitals."""
        return {**super().widget_attrs(widget), "size": 4, "autocapitalize": "characters"}
