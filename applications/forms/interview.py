"""The form to arrange or change an interview."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from applications.forms.interview_fields import LONGEST, TOO_LONG, USUAL, InterviewFields
from applications.models import Interview
from jobtracker.forms.fields import LinesField, WallClockField, instant
from jobtracker.reading.people import Person, read_people
from jobtracker.validators import validate_address
from references.known_people import is_one_of_several, known_or_new
from references.models import Contact


class InterviewForm(InterviewFields):
    """What was agreed: interview type, time and duration, place, and people."""

    NAMED: ClassVar[Mapping[str, str]] = {"starts_at": "starts", "ends_at": "minutes"}

    starts = WallClockField(
        label=_("Starts"), error_messages={"required": _("Enter the day and the time.")}
    )
    minutes = forms.IntegerField(
        label=_("How long, in minutes"),
        min_value=1,
        max_value=LONGEST,
        initial=USUAL,
        error_messages={"max_value": TOO_LONG},
    )
    people = forms.ModelMultipleChoiceField(
        label=_("With whom"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    known_people = forms.ModelMultipleChoiceField(
        label=_("People you know from elsewhere"),
        queryset=Contact.objects.none(),
        required=False,
        help_text=_("From an agency, for example."),
    )
    new_people = LinesField(
        label=_("Others"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "As in their mail, one on each line: Ana Ortiz, Head of Data <ana@example.org>."
            " Whom you don’t know yet becomes a contact at this company."
        ),
    )
    field_order = [
        "kind",
        "starts",
        "time_zone",
        "minutes",
        "place",
        "link",
        "people",
        "known_people",
        "new_people",
        "arranged_at",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_people()

    def typed(self, interview: Interview) -> dict[str, Any]:
        """Return what the form shows: times to the minute, on the clock they were agreed on."""
        starts = interview.starts_at.astimezone(ZoneInfo(interview.time_zone))
        return super().typed(interview) | {
            "starts": starts.replace(second=0, microsecond=0, tzinfo=None),
            "minutes": round((interview.ends_at - interview.starts_at).total_seconds() / 60),
            "people": list(interview.interviewers.all()),
        }

    def clean_new_people(self) -> list[Person]:
        """Return the people who are named, each once."""
        people = read_people(self.cleaned_data["new_people"])
        longest = Contact._meta.get_field("name").max_length or 0
        for person in people:
            if len(person.name) > longest:
                raise forms.ValidationError(
                    _("“%(name)s” is too long a name.") % {"name": person.name}
                )
            if person.email:
                validate_email(person.email)
                validate_address(person.email)
            self._check_who_is_meant(person)
        return people

    def _check_who_is_meant(self, person: Person) -> None:
        if is_one_of_several(self.application.owner, person, self._colleagues()):
            text = _(
                "You know several people called %(name)s. Choose one under “People you know from"
                " elsewhere”, or add the address of whom you mean."
            )
            raise forms.ValidationError(text % {"name": person.name})

    def moments(self) -> dict[str, datetime]:
        """Return when it starts and ends; unchanged fields keep the stored seconds."""
        data, typed = self.cleaned_data, ("starts", "time_zone")
        starts = instant(data["starts"], ZoneInfo(data["time_zone"]))
        if self.interview and all(data[name] == self.initial[name] for name in typed):
            starts = self.interview.starts_at
        return {"starts_at": starts, "ends_at": starts + timedelta(minutes=data["minutes"])}

    def invited(self) -> list[Contact]:
        """Return the interviewers, with those who are new."""
        data = self.cleaned_data
        return [*data["people"], *data["known_people"], *self._newcomers()]

    def _newcomers(self) -> Iterator[Contact]:
        application, token = self.application, self.cleaned_data["token"]
        for person in self.cleaned_data["new_people"]:
            yield known_or_new(
                application.owner,
                person,
                among=self._colleagues(),
                company=application.company.name,
                token=token,
            )

    def _colleagues(self) -> QuerySet[Contact]:
        there = Q(company=self.application.company_id) | Q(interviews__application=self.application)
        return owned_by(self.application.owner, Contact).filter(there).distinct()

    def _offer_people(self) -> None:
        people = self._colleagues()
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        others = owned_by(self.application.owner, Contact).exclude(pk__in=people)
        self.fields["known_people"].queryset = others  # type: ignore[attr-defined]
        if not people.exists():
            self.fields["people"].widget = forms.MultipleHiddenInput()
            self.fields["new_people"].label = _("With whom")
