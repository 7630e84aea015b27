"""Forms to edit an event or a message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import services
from applications.forms.base import tell_now
from applications.forms.employer_date import NewsFields
from applications.forms.offer import OfferFields
from applications.models import Event, Message
from applications.services.events import OFFER_FIELDS
from jobtracker.forms.fields import LongTextField, PastField

OF_KIND: Mapping[str, tuple[str, ...]] = {
    Event.Kind.TIMELINE_GIVEN: ("news_by", "ask_on"),
    Event.Kind.REFERENCES_REQUESTED: ("has_list",),
    Event.Result.OFFER: OFFER_FIELDS,
}
"""The fields of some kinds of events, and of an offer; all others have none of their own."""


class EditEventForm(NewsFields, OfferFields):
    """When something happened, the note, and what else an event of its kind says."""

    at = PastField(label=_("When"))
    has_list = forms.BooleanField(label=_("They have my list already"), required=False)
    text = LongTextField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["news_by", "ask_on", "has_list", *OFFER_FIELDS, "at", "text"]

    def __init__(self, *args: Any, event: Event, now: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(event, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.event = event
        own = OF_KIND.get(event.result or event.kind, ())
        for name in {*self.fields}.difference(own, ("at", "text")):
            del self.fields[name]
        tell_now(self, now)

    def clean(self) -> dict[str, Any]:
        """Check the date they gave, if the event has one."""
        if "news_by" in self.fields:
            return super().clean()
        self.check_answer_by(self.cleaned_data)
        return self.cleaned_data

    def correct(self, *, now: datetime) -> Event:
        """Save the changes."""
        terms = self.terms() if "pay" in self.fields else {}
        return services.edit_event(self.event, now=now, **{**self.cleaned_data, **terms})


class EditMessageForm(forms.Form):
    """When and how a note was sent, and its text."""

    channel = forms.ChoiceField(label=_("How"), choices=Message.Channel.choices)
    at = PastField(label=_("When"))
    subject = forms.CharField(label=_("Subject"), max_length=250, required=False)
    body = LongTextField(
        label=_("What you wrote"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, message: Message, now: datetime, **kwargs: Any) -> None:
        names = ("channel", "at", "subject", "body")
        kwargs["initial"] = {name: getattr(message, name) for name in names}
        super().__init__(*args, **kwargs)
        self.message = message
        tell_now(self, now)

    def clean(self) -> dict[str, Any]:
        """A thank-you stays after the beginning of its interview."""
        at = self.cleaned_data.get("at")
        if at and at != self.message.at:
            services.check_begun(self.message.interview, self.message.purpose, at)
        return self.cleaned_data

    def correct(self, *, now: datetime) -> Message:
        """Save the changes."""
        return services.edit_message(self.message, now=now, **self.cleaned_data)
