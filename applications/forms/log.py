"""The log bar: a small form for each kind of entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from applications import services
from applications.forms.base import OnceForm
from applications.forms.employer_date import NewsFields
from applications.forms.offer import OfferFields
from applications.forms.sent import SentForm
from applications.models import Application, Event
from applications.services.events import OFFER_FIELDS
from jobtracker.forms.fields import DayField, LongTextField, PastField
from references.models import Reference

Kind = Event.Kind


class LogForm(OnceForm):
    """Something that happened, when, and a note about it."""

    kind: ClassVar[str] = ""
    title: ClassVar[str | Promise] = ""
    hint: ClassVar[str | Promise] = ""

    at = PastField(label=_("When"))
    text = LongTextField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = [
        "within",
        "news_by",
        "ask_on",
        "reference",
        "has_list",
        "result",
        *OFFER_FIELDS,
        "at",
        "text",
    ]

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application

    def record(self, *, now: datetime) -> Sequence[Event]:
        """Add the entry to the timeline, and return the events that say it."""
        data = self.cleaned_data
        moments = {"at": data["at"], "token": data["token"], "now": now}
        return [
            services.record_event(
                self.application, self.kind, text=data["text"], **moments, **self.more()
            )
        ]

    def more(self) -> dict[str, Any]:
        """The fields specific to this kind."""
        return {}


class RepliedForm(LogForm):
    """A person at the employer wrote or called, without giving a date."""

    kind = Kind.EMPLOYER_REPLY
    title = _("They replied")


class DateForm(NewsFields, LogForm):
    """They said when they will decide, or when to ask again."""

    kind = Kind.TIMELINE_GIVEN
    title = _("They gave a date")

    def more(self) -> dict[str, Any]:
        """The date they gave."""
        return self.news()


class NoteForm(LogForm):
    """A free note."""

    kind = Kind.NOTE
    title = _("Note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        self.order_fields(["text", "at"])


class AppliedForm(LogForm):
    """The application was submitted."""

    kind = Kind.APPLIED
    title = _("I applied")


class ConfirmationForm(LogForm):
    """An automatic confirmation came, or the portal shows the application."""

    kind = Kind.CONFIRMATION
    title = _("Confirmation came")


class NoContactForm(LogForm):
    """They will call, perhaps by a day they named; do not follow up."""

    kind = Kind.NO_CONTACT_REQUESTED
    title = _("They will call; don’t call us")
    hint = _("No follow-up is due until they call. If they named a day, put it here.")
    within = forms.IntegerField(
        label=_("Within how many days"), required=False, min_value=1, max_value=365
    )
    news_by = DayField(label=_("Or: by"), required=False)

    def clean(self) -> dict[str, Any]:
        """One way to name the day, if any, and it is not before they said so."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        said_on = timezone.localdate(data["at"]) if data.get("at") else None
        if data.get("within") and data.get("news_by"):
            self.add_error("news_by", _("Enter the days or the date, and leave the other empty."))
        elif said_on and data.get("within"):
            data["news_by"] = said_on + timedelta(days=data["within"])
        elif said_on and data.get("news_by") and data["news_by"] < said_on:
            self.add_error("news_by", _("This day is before the one on which they said it."))
        return data

    def record(self, *, now: datetime) -> Sequence[Event]:
        """Record that they will call, and by when."""
        data = self.cleaned_data
        names = ("at", "token", "text", "news_by")
        kept = {name: data[name] for name in names}
        return services.record_no_contact(self.application, now=now, **kept)


class ReferencesRequestedForm(LogForm):
    """They asked for references, or said that they will contact them."""

    kind = Kind.REFERENCES_REQUESTED
    title = _("They asked for references")
    hint = _("A good sign: usually only the last few candidates are asked. It is no offer yet.")
    has_list = forms.BooleanField(
        label=_("They have my list already"),
        required=False,
        help_text=_("They said that they will contact them. Otherwise the list is yours to send."),
    )

    def more(self) -> dict[str, Any]:
        """Whether they have the list."""
        return {"has_list": self.cleaned_data["has_list"]}


class AboutReferenceForm(LogForm):
    """An entry about one reference."""

    reference = forms.ModelChoiceField(
        label=_("Reference"), queryset=Reference.objects.none(), empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = owned_by(self.application.owner, Reference).select_related("contact")
        self.fields["reference"].queryset = known  # type: ignore[attr-defined]

    def more(self) -> dict[str, Any]:
        """The reference."""
        return {"reference": self.cleaned_data["reference"]}


class ContactedForm(AboutReferenceForm):
    """The employer contacted a reference."""

    kind = Kind.REFERENCE_CONTACTED
    title = _("They contacted a reference")
    hint = _("A good sign, but no offer: some are still turned down after it. Keep looking.")


class LetterForm(AboutReferenceForm):
    """A reference wrote a letter, or filled in their form."""

    kind = Kind.REFERENCE_LETTER
    title = _("A reference wrote a letter")


class OutcomeForm(OfferFields, LogForm):
    """The outcome, or an offer and what it says."""

    kind = Kind.OUTCOME
    title = _("Offer, or how it ended")
    result = forms.ChoiceField(label=_("Outcome"), choices=Event.Result.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        application = self.application
        currency = application.pay_currency or application.owner.currency
        self.initial.setdefault("pay_currency", currency)
        self.initial.setdefault("pay_period", application.pay_period)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields of every outcome."""
        return [bound for bound in self if bound.name not in OFFER_FIELDS]

    @property
    def offer_fields(self) -> list[forms.BoundField]:
        """The fields that only an offer has."""
        return [self[name] for name in OFFER_FIELDS]

    def clean(self) -> dict[str, Any]:
        """Check what only an offer says, if it is one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("result") == Event.Result.OFFER:
            self.check_answer_by(data)
        else:
            for name in {*OFFER_FIELDS} & {*self.errors}:
                del self.errors[name]
        return data

    def more(self) -> dict[str, Any]:
        """The outcome, and the terms of an offer."""
        result = self.cleaned_data["result"]
        return {"result": result, **(self.terms() if result == Event.Result.OFFER else {})}


LOG_FORMS: Mapping[str, type[LogForm] | type[SentForm]] = {
    "replied": RepliedForm,
    "date": DateForm,
    "sent": SentForm,
    "note": NoteForm,
    "applied": AppliedForm,
    "confirmation": ConfirmationForm,
    "dont-call": NoContactForm,
    "references-asked": ReferencesRequestedForm,
    "reference-contacted": ContactedForm,
    "reference-letter": LetterForm,
    "outcome": OutcomeForm,
}
