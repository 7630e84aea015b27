"""The form that lets a search rest."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from followups.services import rest
from jobtracker.forms.fields import DayField


class RestForm(forms.Form):
    """Until which day the search rests."""

    until = DayField(
        label=_("Rest until"),
        help_text=_("On that day the search goes on, with what is still worth doing."),
    )

    def __init__(self, *args: Any, owner: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, now

    def save(self) -> Any:
        """Let the search rest; return what undoing it needs, or None if the day does not fit."""
        until: date = self.cleaned_data["until"]
        try:
            return rest.let_rest(self.owner, until, now=self.now)
        except ValidationError as problem:
            self.add_error("until", problem)
            return None
