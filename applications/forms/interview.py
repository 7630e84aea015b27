"""The form to arrange or change an interview."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.forms.zone_field import ZoneField
from applications import services
from applications.forms.base import OnceForm
from applications.models import Application, Interview
from jobtracker.forms.fields import LinesField, PastField, WallClockField, instant
from jobtracker.reading.people import Person, read_people
from jobtracker.validators import validate_address, validate_moment
from references.known_people import is_one_of_several, known_or_new
from references.models import Contact

WRITTEN = ("kind", "type", "time_zone", "place", "link", "starts_at", "ends_at", "arranged_at")
KINDS = (
    *Interview.Kind.choices,
    *((value, label) for value, label in Interview.Type.choices if value),
)
"""One list for people: only a phone screen is another kind for the rules."""
LONGEST = 24 * 60
USUAL = 60


class InterviewForm(OnceForm):
    """What was agreed: interview type, time and duration, place, and people."""

    kind = forms.ChoiceField(
        label=_("What kind"),
        choices=KINDS,
        widget=forms.RadioSelect,
    )
    starts = WallClockField(
        label=_("Starts"), error_messages={"required": _("Enter the day and the time.")}
    )
    time_zone = ZoneField(
        label=_("In the time of"),
        help_text=_("The place whose clock the time was agreed on: type a city."),
    )
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=1, max_value=LONGEST, initial=USUAL
    )
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Video link"), max_length=1000, required=False, assume_scheme="https"
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
    arranged_at = PastField(
        label=_("Arranged on"), help_text=_("When it was agreed: the employer was in touch then.")
    )

    def __init__(
        self,
        *args: Any,
        application: Application,
        now: datetime,
        interview: Interview | None = None,
        **kwargs: Any,
    ) -> None:
        first = _as_typed(interview) if interview else {"time_zone": application.owner.time_zone}
        first.setdefault("kind", Interview.Kind.INTERVIEW)
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, now=now, **kwargs)
        self.application, self.interview = application, interview
        self._offer_people()

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

    def clean(self) -> dict[str, Any]:
        """Start and end must be dates the planner supports; a cancelled one was arranged before."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        data |= self._moments() | _kind_and_type(data["kind"])
        _check(data, self.interview.cancelled_at if self.interview else None)
        return data

    def _moments(self) -> dict[str, datetime]:
        """When it starts, ends and was agreed; unchanged fields keep the stored seconds."""
        data, typed = self.cleaned_data, ("starts", "time_zone")
        starts = instant(data["starts"], ZoneInfo(data["time_zone"]))
        if self.interview and all(data[name] == self.initial[name] for name in typed):
            starts = self.interview.starts_at
        # An interview entered afterwards was arranged before it started, whatever the form says.
        return {
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=data["minutes"]),
            "arranged_at": min(data["arranged_at"], starts),
        }

    def save(self, *, now: datetime) -> Interview:
        """Arrange the interview, or change the existing one."""
        data = self.cleaned_data
        people = [*data["people"], *data["known_people"], *self._newcomers()]
        if self.interview:
            return services.change_interview(
                self.interview, fields=self._fields(), interviewers=people, now=now
            )
        return services.arrange_interview(
            self.application,
            token=self.cleaned_data["token"],
            fields=self._fields(),
            interviewers=people,
            now=now,
        )

    def _fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in WRITTEN}

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


def _kind_and_type(chosen: str) -> dict[str, str]:
    if chosen in Interview.Kind.values:
        return {"kind": chosen, "type": ""}
    return {"kind": Interview.Kind.INTERVIEW, "type": chosen}


def _check(data: Mapping[str, Any], cancelled_at: datetime | None) -> None:
    for name, moment in (("starts", "starts_at"), ("minutes", "ends_at")):
        try:
            validate_moment(data[moment])
        except forms.ValidationError as problem:
            raise forms.ValidationError({name: problem}) from None
    if cancelled_at and data["arranged_at"] > cancelled_at:
        raise forms.ValidationError({"arranged_at": _("It was called off before that.")})


def _as_typed(interview: Interview) -> dict[str, Any]:
    starts = interview.starts_at.astimezone(ZoneInfo(interview.time_zone))
    kept = ("time_zone", "place", "link", "arranged_at")
    return {name: getattr(interview, name) for name in kept} | {
        "kind": interview.type or interview.kind,
        "starts": starts.replace(second=0, microsecond=0, tzinfo=None),
        "minutes": round((interview.ends_at - interview.starts_at).total_seconds() / 60),
        "people": list(interview.interviewers.all()),
    }
