"""The log bar: a small form for each kind of entry."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from applications import services
from applications.forms.base import OnceForm
from applications.forms.employer_date import NewsFields
from applications.forms.sent import SentForm
from applications.models import Application, Event
from jobtracker.forms.fields import LongTextField, PastField
from references.models import Reference

Kind = Event.Kind


class LogForm(OnceForm):
    """Something that happened, when, and a note about it."""

    kind: ClassVar[str] = ""
    title: ClassVar[str | Promise] = ""

    at = PastField(label=_("When"))
    text = LongTextField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ["news_by", "ask_on", "reference", "has_list", "result", "at", "text"]

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application

    def record(self, *, now: datetime) -> Event:
        """Add the entry to the timeline."""
        data = self.cleaned_data
        return services.record_event(
            self.application,
            self.kind,
            at=data["at"],
            token=data["token"],
            now=now,
            text=data["text"],
            **self.more(),
        )

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
    """They will call; do not follow up."""

    kind = Kind.NO_CONTACT_REQUESTED
    title = _("They said: don’t call us")


class ReferencesRequestedForm(LogForm):
    """They asked for references, or said that they will contact them."""

    kind = Kind.REFERENCES_REQUESTED
    title = _("They asked for references")
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


class LetterForm(AboutReferenceForm):
    """A reference wrote a letter, or filled in their form."""

    kind = Kind.REFERENCE_LETTER
    title = _("A reference wrote a letter")


class OutcomeForm(LogForm):
    """The outcome or an offer."""

    kind = Kind.OUTCOME
    title = _("Outcome")
    result = forms.ChoiceField(label=_("Outcome"), choices=Event.Result.choices)

    def more(self) -> dict[str, Any]:
        """The outcome."""
        return {"result": self.cleaned_data["result"]}


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
