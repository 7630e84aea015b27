"""The form for a user's country and habits."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.holidays import LONGEST_WEEKEND
from accounts.models import User
from accounts.regions import (
    country_names,
    currency_of,
    is_currency,
    region_names,
    weekend_of,
)

NOWHERE = ("", _("Not set"))


class RegionForm(forms.ModelForm[User]):
    """Where a user looks for work, and how they are used to see dates and times.

    Another country brings its own weekend and currency, where these were not changed with it.
    """

    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("Notes never come due on its public holidays."),
    )
    region = forms.CharField(label=_("Region"), required=False, widget=forms.Select)
    weekend = forms.TypedMultipleChoiceField(
        label=_("Weekend"),
        coerce=int,
        required=False,
        choices=WEEKDAYS.items(),
        widget=forms.CheckboxSelectMultiple,
    )
    week_starts_on = forms.TypedChoiceField(
        label=_("The week starts on"), coerce=int, choices=WEEKDAYS.items()
    )

    class Meta:
        model = User
        fields = services.REGION_FIELDS
        labels = {"date_order": _("Dates"), "time_format": _("Times")}
        widgets = {
            "time_format": forms.RadioSelect,
            "currency": forms.TextInput(
                attrs={"size": 4, "maxlength": 3, "autocapitalize": "characters"}
            ),
        }
        help_texts = {"currency": _("For the pay of new applications, in three letters.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [NOWHERE, *country_names()]  # type: ignore[attr-defined]
        chosen = self.data.get("country") if self.is_bound else self.instance.country
        self._regions = region_names(chosen or "")
        self.fields["region"].widget.choices = [("", _("All of it")), *self._regions]
        bits = self.instance.weekend
        self.initial["weekend"] = [day for day in WEEKDAYS if bits >> day & 1]

    @property
    def has_regions(self) -> bool:
        """Whether parts of the country have holidays of their own."""
        return bool(self._regions)

    def clean_weekend(self) -> int:
        """Return the chosen days as one bit per weekday, Monday the lowest."""
        days = self.cleaned_data["weekend"]
        if len(days) > LONGEST_WEEKEND:
            raise forms.ValidationError(_("Choose at most three days: the others are for work."))
        return sum(1 << day for day in days)

    def clean_currency(self) -> str:
        """Return three capital letters that name a currency, or nothing."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if code and not is_currency(code):
            raise forms.ValidationError(_("Write the currency in three letters, like GBP."))
        return code

    def clean(self) -> dict[str, Any]:
        """Fit the region, the weekend and the currency to another country."""
        data = super().clean() or {}
        country, has_moved = data.get("country", ""), "country" in self.changed_data
        if data.get("region") and data["region"] not in dict(self._regions):
            if has_moved:
                data["region"] = ""
            else:
                self.add_error("region", _("Choose a region from the list."))
        if has_moved and country:
            if "weekend" not in self.changed_data:
                data["weekend"] = weekend_of(country)
            if "currency" not in self.changed_data:
                data["currency"] = currency_of(country)
        return data

    def save_settings(self, *, now: datetime) -> None:
        """Save the country and the habits; ``self.instance`` keeps its old values."""
        user = User.objects.get(pk=self.instance.pk)
        services.set_region(user, fields=self.cleaned_data, now=now)
