"""What an offer says: pay, start, and until when it stays open."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from applications.services.events import OFFER_FIELDS
from jobtracker.forms.fields import DayField
from jobtracker.forms.money import CurrencyField, MoneyField


class OfferFields(forms.Form):
    """The terms of an offer; each may be unknown yet."""

    pay = MoneyField(label=_("Pay"), required=False, min_value=0, max_digits=15, decimal_places=2)
    pay_currency = CurrencyField(label=_("Currency"), required=False)
    pay_period = forms.ChoiceField(
        label=_("For"), choices=Application.PayPeriod.choices, required=False
    )
    starts_on = DayField(label=_("You would start on"), required=False)
    answer_by = DayField(
        label=_("Answer by"), required=False, help_text=_("Until when the offer stays open.")
    )

    def check_answer_by(self, data: dict[str, Any]) -> None:
        """The last day to answer is not before the day of the offer, on the seeker's calendar."""
        answer_by, at = data.get("answer_by"), data.get("at")
        if answer_by and at and answer_by < timezone.localdate(at):
            self.add_error("answer_by", _("This day is before the one on which they offered it."))

    def terms(self) -> dict[str, Any]:
        """The terms, as the services take them; without pay it has no currency and no period."""
        data = {name: self.cleaned_data[name] for name in OFFER_FIELDS}
        if data["pay"] is None:
            return {**data, "pay_currency": "", "pay_period": ""}
        return data
