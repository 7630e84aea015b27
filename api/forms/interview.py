"""The forms for interviews: instants instead of times on a clock, ids instead of names."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms

from accounts.access import owned_by
from applications.forms.base import tell_now
from applications.forms.interview_fields import USUAL, InterviewFields
from applications.models import Interview
from jobtracker.forms.fields import LongTextField, MomentField, PastField
from references.models import Contact

NAMES: Mapping[str, str] = {
    "arranged_at": "at",
    "time_zone": "timezone",
    "place": "location",
}
"""The API's names of fields that the form calls otherwise."""
FIELDS: Mapping[str, tuple[str, ...]] = {
    "at": ("arranged_at",),
    "kind": ("kind", "type"),
    "type": ("kind", "type"),
    "starts_at": ("starts_at", "ends_at", "arranged_at"),
    "ends_at": ("ends_at",),
    "timezone": ("time_zone",),
    "location": ("place",),
    "link": ("link",),
    "preparation": ("preparation",),
}
"""The fields of the model that each of the API's writes."""


class InterviewForm(InterviewFields):
    """An interview as the API takes it."""

    starts_at = MomentField()
    ends_at = MomentField(required=False)
    interviewers = forms.ModelMultipleChoiceField(queryset=Contact.objects.none(), required=False)
    preparation = LongTextField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = owned_by(self.application.owner, Contact)
        self.fields["interviewers"].queryset = people  # type: ignore[attr-defined]

    def typed(self, interview: Interview) -> dict[str, Any]:
        """Return what is there; when it ends follows from when it starts, unless it is sent."""
        people = [each.pk for each in interview.interviewers.all()]
        names = ("starts_at", "preparation")
        values = {name: getattr(interview, name) for name in names}
        return super().typed(interview) | values | {"interviewers": people}

    def moments(self) -> dict[str, datetime]:
        """Return when it starts and ends: it lasts as long as before, or an hour."""
        starts, ends = self.cleaned_data["starts_at"], self.cleaned_data["ends_at"]
        before = self.interview
        lasts = before.ends_at - before.starts_at if before else timedelta(minutes=USUAL)
        return {"starts_at": starts, "ends_at": ends or starts + lasts}

    def invited(self) -> list[Contact]:
        """Return the interviewers."""
        return list(self.cleaned_data["interviewers"])


class CancelForm(forms.Form):
    """When an interview was called off; now, if that is left out."""

    at = PastField(required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell_now(self, now)
