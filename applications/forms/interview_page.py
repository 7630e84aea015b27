"""The forms of the interview page: preparation before it, debrief after it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.interview_page import InterviewPage
from applications.models import Debrief, Interview
from applications.services.employer_dates import save_debrief
from jobtracker.forms.fields import DayField, LongTextField
from references.models import Contact

FRAMES = (
    ("", _("They named no date")),
    ("news_by", _("I will hear by a day")),
    ("ask_on", _("I am to ask again on a day")),
    ("no_contact", _("They will call; I am not to ask")),
)
NOT_HELD = _(
    "Nothing was written down: the interview has been called off, or moved to a later time. "
    "What you typed stands here still."
)
NEED_DAY = ("news_by", "ask_on")
MAY_HAVE_DAY = (*NEED_DAY, "no_contact")
NOT_BY_PHONE = (Debrief.Sign.BODY_LANGUAGE, Debrief.Sign.MET_TEAM)


class PreparationForm(forms.ModelForm[Interview]):
    """The seeker's preparation notes."""

    class Meta:
        model = Interview
        fields = ("preparation",)
        widgets = {"preparation": forms.Textarea(attrs={"rows": 8})}
        labels = {"preparation": _("Your notes")}
        field_classes = {"preparation": LongTextField}


class DebriefForm(forms.Form):
    """The debrief of an interview, with a field for each person."""

    frame = forms.ChoiceField(
        label=_("When will you hear?"), choices=FRAMES, required=False, widget=forms.RadioSelect
    )
    day = DayField(label=_("The day they named"), required=False)
    positive_signs = forms.MultipleChoiceField(
        label=_("Good signs you noticed"),
        choices=Debrief.Sign.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    medium_hint = forms.ChoiceField(
        label=_("How do they communicate?"),
        choices=Debrief.Culture.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    pace = forms.ChoiceField(
        label=_("Their pace"),
        choices=Debrief.Pace.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    learned = LongTextField(
        label=_("What you learned"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_steps = LongTextField(
        label=_("Next steps they named"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    follow_up_contact = forms.CharField(label=_("Whom to write to"), max_length=150, required=False)
    notes = LongTextField(
        label=_("Anything else"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, page: InterviewPage, **kwargs: Any) -> None:
        kwargs["initial"] = _saved_values(page)
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["positive_signs"].choices = _signs(page)  # type: ignore[attr-defined]
        for person in page.people:
            self.fields[_field(person)] = LongTextField(
                label=_("With %(name)s") % {"name": person.name},
                required=False,
                initial=page.topics.get(person.pk, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def topic_fields(self) -> list[forms.BoundField]:
        """The fields for each person, in order."""
        return [self[_field(person)] for person in self.page.people]

    def clean(self) -> dict[str, Any]:
        """A promise needs a day, and the day is not before the interview."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.page.took_place:
            self.add_error(None, NOT_HELD)
        frame, day = data.get("frame"), data.get("day")
        if frame in NEED_DAY and not day and "day" not in self.errors:
            self.add_error("day", _("Enter the day that they named."))
        if day and frame not in MAY_HAVE_DAY:
            self.add_error("frame", _("Say whether you will hear by this day, or ask on it."))
        if day and day < timezone.localdate(self.page.interview.starts_at):
            self.add_error("day", _("This day is before the interview."))
        return data

    def write(self, *, now: datetime) -> Debrief:
        """Save the debrief, and the date they gave as an event of the application."""
        data = self.cleaned_data
        return save_debrief(
            self.page.interview,
            fields=data,
            topics={person: data[_field(person)].strip() for person in self.page.people},
            frame=(data["frame"], data["day"]),
            known=self.page.frame,
            now=now,
        )


def _field(person: Contact) -> str:
    return f"topic_{person.pk}"


def _signs(page: InterviewPage) -> list[tuple[str, Any]]:
    """The signs that this kind of interview can show, and any that were saved before."""
    saved = page.debrief.positive_signs if page.debrief else []
    hidden = [sign for sign in NOT_BY_PHONE if page.is_call and sign not in saved]
    return [pair for pair in Debrief.Sign.choices if pair[0] not in hidden]


def _saved_values(page: InterviewPage) -> dict[str, Any]:
    values: dict[str, Any] = _frame(page)
    if page.debrief:
        names = (
            "positive_signs",
            "medium_hint",
            "pace",
            "learned",
            "next_steps",
            "follow_up_contact",
            "notes",
        )
        values |= {name: getattr(page.debrief, name) for name in names}
    return values


def _frame(page: InterviewPage) -> dict[str, Any]:
    event = page.frame
    if event is None:
        return {"frame": ""}
    frame = "no_contact" if page.they_call else "news_by" if event.news_by else "ask_on"
    return {"frame": frame, "day": event.news_by or event.ask_on}
