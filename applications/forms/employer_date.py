"""The date the employer gave: exactly one of two."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobtracker.forms.fields import DayField


class NewsFields(forms.Form):
    """The date by which they will decide, or the date to ask again."""

    news_by = DayField(
        label=_("News by"),
        required=False,
        help_text=_("“You will hear from us by …”"),
    )
    ask_on = DayField(
        label=_("Or: ask again on"),
        required=False,
        help_text=_("“Ask us again on …”"),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two dates, not before the day they gave it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_error("news_by") or self.has_error("ask_on"):
            return data
        given = [name for name in ("news_by", "ask_on") if data.get(name)]
        if not given:
            self.add_error("news_by", _("Enter the date they gave, here or as “ask again on”."))
        if len(given) == 2:
            self.add_error("ask_on", _("Enter one of the two dates, and leave the other empty."))
        if len(given) == 1 and data.get("at") and data[given[0]] < timezone.localdate(data["at"]):
            self.add_error(given[0], _("This day is before the one on which they said it."))
        return data

    def news(self) -> dict[str, date | None]:
        """The two dates, as the services take them."""
        return {name: self.cleaned_data[name] for name in ("news_by", "ask_on")}
