"""The form that changes a suggestion before it is logged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.forms.zone_field import ZoneField
from accounts.models import User
from applications.forms.interview_fields import KINDS, LONGEST, USUAL
from applications.forms.offer import OfferFields
from applications.forms.sent import interview_label
from applications.models import Application, Interview, Message
from applications.services.events import OFFER_FIELDS
from followups.inbox_cards import NEW, Read
from inbox.answers import Answer, as_new
from inbox.models import Suggestion
from jobtracker.forms import fields as kit
from jobtracker.reading.people import Person, read_people
from jobtracker.validators import validate_moment

Kind = Suggestion.Kind
ASKED = [(value, label) for value, label in Kind.choices if value != Kind.IGNORE]
MEETING = ("interview", "meeting", "starts", "time_zone", "minutes", "place", "link", "people")
FIELDS_OF: Mapping[str, Sequence[str]] = {
    Kind.INTERVIEW_INVITATION: MEETING,
    Kind.INTERVIEW_RESCHEDULED: MEETING,
    Kind.INTERVIEW_CANCELLED: ("interview", "starts", "time_zone"),
    Kind.OFFER: OFFER_FIELDS,
    Kind.TIMELINE_GIVEN: ("news_by", "ask_on"),
    Kind.NO_CONTACT_REQUESTED: ("news_by",),
    Kind.SENT: ("purpose", "reader"),
}
"""Which fields a kind has beyond those of every kind."""
SPECIFIC = tuple(dict.fromkeys(name for names in FIELDS_OF.values() for name in names))
MOST_APPLICATIONS = 500
CHOOSE = _("Choose which application this is about.")
NAMES = {"starts_at": "starts", "ends_at": "minutes", "recipient": "reader"}
"""What a field of an answer is called here."""


class ChangeForm(OfferFields):
    """Any other kind, application, date, time or people."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What happened"), choices=ASKED)
    application = forms.ChoiceField(label=_("Application"), error_messages={"required": CHOOSE})
    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        error_messages={"required": _("Enter the company, or choose an application.")},
    )
    title = forms.CharField(
        label=_("Job title"),
        max_length=200,
        error_messages={"required": _("Enter the job title, or choose an application.")},
    )
    at = kit.PastField(label=_("When"), help_text=_("When they wrote."))
    interview = forms.ModelChoiceField(
        label=_("Which interview"),
        queryset=Interview.objects.none(),
        required=False,
        empty_label=_("As the email says"),
    )
    meeting = forms.ChoiceField(label=_("Interview type"), choices=KINDS, required=False)
    starts = kit.WallClockField(label=_("Starts"), required=False)
    time_zone = ZoneField(label=_("Time zone"), required=False)
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=1, max_value=LONGEST, required=False
    )
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Video link"), max_length=1000, required=False, assume_scheme="https"
    )
    people = kit.LinesField(
        label=_("With whom"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line: Ana Ortiz, Head of Data <ana@example.org>"),
    )
    news_by = kit.DayField(label=_("You’ll hear by"), required=False)
    ask_on = kit.DayField(label=_("Or: check back on"), required=False)
    purpose = forms.ChoiceField(
        label=_("What was it"), choices=Message.Purpose.choices, required=False
    )
    reader = forms.CharField(label=_("To whom"), max_length=250, required=False)
    text = kit.LongTextField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, found: Read, now: datetime, **kwargs: Any) -> None:
        self.owner, self.answer = found.suggestion.owner, found.answer
        self.is_open = bool(found.candidates) and self.answer.application is not None
        kwargs["initial"] = {
            **_first(self.answer, self.owner),
            **self._open(found),
            **kwargs.get("initial", {}),
        }
        kwargs["prefix"] = f"s{found.suggestion.pk}"
        super().__init__(*args, **kwargs)
        self.fields["at"].now = now  # type: ignore[attr-defined]
        if self.answer.kind == Kind.SENT:
            self.fields["at"].help_text = _("When you wrote.")
        if found.suggestion.author:
            self.fields["at"].help_text = ""
            self.fields["interview"].empty_label = _("As proposed")  # type: ignore[attr-defined]
        self._offer_applications(found.candidates)
        self._offer_interviews()

    def _open(self, found: Read) -> dict[str, Any]:
        """Return what is shown where the seeker has to choose: no application, and a new one's."""
        if not self.is_open:
            return {}
        new = as_new(self.answer, found.suggestion)
        return {"application": "", "company": new.company, "title": new.title}

    @classmethod
    def filled(cls, found: Read, now: datetime) -> "ChangeForm":
        """Return the form as if the proposal had been sent with it, to tell what is wrong."""
        shown = cls(found=found, now=now)
        values = {shown.add_prefix(name): shown[name].value() for name in shown.fields}
        form = cls(
            {key: each for key, each in values.items() if each is not None}, found=found, now=now
        )
        form.is_valid()
        return form

    def refuse(self, problem: forms.ValidationError) -> None:
        """Show why an answer could not be logged, at the field that it is about."""
        by_field = problem.error_dict if hasattr(problem, "error_dict") else {"": [problem]}
        for name, errors in by_field.items():
            shown = NAMES.get(name, name)
            if CHOOSE not in self.errors.get(shown, ()):
                self.add_error(shown if shown in self.fields else None, errors)

    def _offer_interviews(self) -> None:
        """Offer the interviews of the application that is chosen."""
        value = self["application"].value()
        rows = owned_by(self.owner, Interview).filter(
            application__in=[row.pk for key, row in self.by_value.items() if key == value]
        )
        field = self.fields["interview"]
        field.queryset = rows.order_by("starts_at")  # type: ignore[attr-defined]
        field.label_from_instance = interview_label  # type: ignore[attr-defined]

    def _offer_applications(self, candidates: Iterable[Application]) -> None:
        best = [self.answer.application, *candidates]
        first = {row.pk: row for row in best if row is not None}
        others = owned_by(self.owner, Application).filter(archived_at=None)
        others = others.exclude(pk__in=first).select_related("company").order_by("-updated_at")
        rows = [*first.values(), *others[:MOST_APPLICATIONS]]
        self.by_value = {str(row.pk): row for row in rows}
        self.fields["application"].choices = [  # type: ignore[attr-defined]
            *([("", _("Choose…"))] if self.is_open else []),
            *((value, str(row)) for value, row in self.by_value.items()),
            (NEW, _("A new application")),
        ]

    def clean(self) -> dict[str, Any]:
        """Check what the chosen kind asks for; what belongs to other kinds does not count."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("kind", "")
        self._forget({*SPECIFIC} - {*FIELDS_OF.get(kind, ())})
        if data.get("application") != NEW:
            self._forget({"company", "title"})
        if {"starts", "minutes"} & {*FIELDS_OF.get(kind, ())}:
            self._check_meeting(kind, data)
        if kind == Kind.TIMELINE_GIVEN:
            self._check_one_date(data)
        if kind == Kind.OFFER:
            self.check_answer_by(data)
        self._check_days(kind, data)
        return data

    def _forget(self, names: Collection[str]) -> None:
        """Let errors go in fields that do not count, and may not even be seen."""
        for name in names:
            self.errors.pop(name, None)

    def _check_meeting(self, kind: str, data: dict[str, Any]) -> None:
        if {"starts", "time_zone"} & {*self.errors}:
            return
        if data.get("starts") is None:
            if kind == Kind.INTERVIEW_RESCHEDULED and self.answer.kind != kind:
                self.add_error("starts", str(_("Enter the new day and time.")))
            return
        zone = ZoneInfo(data["time_zone"] or self.owner.time_zone)
        data["starts_at"] = kit.instant(data["starts"], zone)
        data["ends_at"] = data["starts_at"] + timedelta(minutes=data.get("minutes") or USUAL)
        try:
            validate_moment(data["starts_at"])
            validate_moment(data["ends_at"])
        except forms.ValidationError as error:
            self.add_error("starts", error)

    def _check_one_date(self, data: dict[str, Any]) -> None:
        if {"news_by", "ask_on"} & {*self.errors}:
            return
        given = [name for name in ("news_by", "ask_on") if data.get(name)]
        if not given:
            self.add_error("news_by", str(_("Enter the date they gave.")))
        if len(given) == 2:
            self.add_error(
                "ask_on", str(_("Enter one of the two dates, and leave the other empty."))
            )

    def _check_days(self, kind: str, data: dict[str, Any]) -> None:
        said_on = timezone.localdate(data["at"]) if data.get("at") else None
        for name in {"news_by", "ask_on"} & {*FIELDS_OF.get(kind, ())}:
            if said_on and data.get(name) and data[name] < said_on:
                self.add_error(name, str(_("This day is before the one on which they said it.")))

    def changed_answer(self) -> Answer:
        """Return what to log: the proposal, with what was typed."""
        data = self.cleaned_data
        application = self.by_value.get(data["application"])
        own = {*FIELDS_OF.get(data["kind"], ())}
        answer = replace(
            self.answer,
            kind=data["kind"],
            at=data["at"],
            application=application,
            is_new=application is None,
            company=application.company.name if application else data["company"],
            title=application.title if application else data["title"],
            text=data["text"],
            news_by=data["news_by"] if "news_by" in own else None,
            ask_on=data["ask_on"] if "ask_on" in own else None,
        )
        if data["kind"] == Kind.OFFER:
            return replace(answer, **self.terms())
        if data["kind"] == Kind.SENT:
            return replace(answer, purpose=data["purpose"], recipient=_reader(data["reader"]))
        return self._with_meeting(answer) if "starts" in own else answer

    def _with_meeting(self, answer: Answer) -> Answer:
        data = self.cleaned_data
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and "starts" not in self.changed_data and self.answer.starts_at:
            starts_at = self.answer.starts_at
        answer = replace(
            answer,
            starts_at=starts_at,
            ends_at=ends_at,
            interview=data["interview"],
            is_end_known=self.answer.is_end_known or "minutes" in self.changed_data,
            is_time_known=self.answer.is_time_known or "starts" in self.changed_data,
            time_zone=data["time_zone"] or self.owner.time_zone,
        )
        if answer.kind == Kind.INTERVIEW_CANCELLED:
            return answer
        is_screen = data["meeting"] == Interview.Kind.PHONE_SCREEN
        is_type = data["meeting"] in Interview.Type.values
        return replace(
            answer,
            place=data["place"],
            link=data["link"],
            people=tuple(read_people(data["people"])),
            interview_kind=Interview.Kind.PHONE_SCREEN if is_screen else Interview.Kind.INTERVIEW,
            interview_type=data["meeting"] if is_type else "",
        )


def _first(answer: Answer, owner: User) -> dict[str, Any]:
    """Return what the form shows first: the proposal."""
    zone = answer.time_zone or owner.time_zone
    starts, ends = answer.starts_at, answer.ends_at
    length = (ends - starts) // timedelta(minutes=1) if starts and ends else USUAL
    is_screen = answer.interview_kind == Interview.Kind.PHONE_SCREEN
    shown = ("kind", "at", "company", "title", "place", "link", "news_by", "ask_on", "text")
    return {
        **{name: getattr(answer, name) for name in (*shown, *OFFER_FIELDS)},
        "interview": answer.interview,
        "application": str(answer.application.pk) if answer.application else NEW,
        "meeting": answer.interview_kind if is_screen else answer.interview_type or "interview",
        "starts": starts.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if starts else None,
        "time_zone": zone,
        "minutes": length,
        "people": "\n".join(map(_typed, answer.people)),
        "purpose": answer.purpose or Message.Purpose.OTHER,
        "reader": _typed(answer.recipient) if answer.recipient else "",
    }


def _typed(person: Person) -> str:
    """Return a person as they are typed: “Ana Ortiz, Head of Data <ana@example.org>”."""
    named = ", ".join(filter(None, [person.name, person.role]))
    return f"{named} <{person.email}>" if person.email else named


def _reader(text: str) -> Person | None:
    return next(iter(read_people(text)), None)
