"""Forms to snooze a reminder, and to close what was silent for long."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.digest_times import wall
from followups.models import Reminder
from followups.snooze import MORNING, snooze_options
from jobtracker.forms.fields import DayField
from jobtracker.forms.idempotent import IdempotentForm
from jobtracker.templatetags.dates import day as day_in_words

FEWEST_DAYS, DAYS, MOST_DAYS = 14, 60, 3650


class SilentForm(IdempotentForm):
    """For how many days there was no news of the applications to close."""

    days = forms.IntegerField(
        label=_("Days without news"), min_value=FEWEST_DAYS, max_value=MOST_DAYS, initial=DAYS
    )


class SnoozeForm(forms.Form):
    """Until when to snooze: one of the options, or a chosen day."""

    until = forms.CharField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("A day"), required=False)

    def __init__(self, *args: Any, reminder: Reminder, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reminder, self.now = reminder, now
        self.zone = reminder.owner.zone

    def clean(self) -> dict[str, Any]:
        """Set ``wake``, an instant that is in the future and before the reminder lapses."""
        data: dict[str, Any] = super().clean() or {}
        try:
            return {**data, "wake": self._validated(self._wake(data))}
        except ValidationError as error:
            self.add_error("day", error)
            return data

    def _wake(self, data: dict[str, Any]) -> datetime:
        for option in snooze_options(self.zone, self.now):
            if option.name == data.get("until"):
                return option.at
        if data.get("day"):
            return wall(data["day"], MORNING, self.zone)
        raise ValidationError(_("Choose a day to put this off to."))

    def _validated(self, wake: datetime) -> datetime:
        if problem := problem_of_wake(self.reminder, wake, self.now):
            raise ValidationError(problem)
        return wake


def problem_of_wake(reminder: Reminder, wake: datetime, now: datetime) -> str:
    """Return why a reminder can't be put off to ``wake``; empty if it can."""
    ends = reminder.lapses_at
    if wake <= now:
        return gettext("That day is not ahead. Choose tomorrow or later.")
    if ends and wake >= ends:
        text = gettext("This reminder ends on %(day)s. Choose a day before that.")
        return text % {"day": day_in_words(ends)}
    return ""
