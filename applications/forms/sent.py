"""The form to record what the seeker sent: why, to whom, and how."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from applications import services
from applications.forms.base import OnceForm
from applications.models import Application, Interview, Message
from applications.models.message import TO_EMPLOYER, TO_REFERRER
from applications.people.addressees import addressees, is_there, name_with_company
from jobtracker.forms.fields import LongTextField, PastField
from jobtracker.templatetags.dates import day
from references.models import Contact, Reference

NOBODY = ""


ONLY_THANKS = _("Only a thank-you belongs to an interview.")


class SentForm(OnceForm):
    """The record of a sent note; nothing is sent from here."""

    title: ClassVar[str | Promise] = _("I sent…")

    purpose = forms.ChoiceField(label=_("What was it"))
    to = forms.ChoiceField(label=_("To whom"), required=False)
    interview = forms.ModelChoiceField(
        label=_("After which interview"),
        queryset=Interview.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    channel = forms.ChoiceField(label=_("How"), choices=Message.Channel.choices)
    at = PastField(label=_("When"))
    subject = forms.CharField(label=_("Subject"), max_length=250, required=False)
    text = LongTextField(
        label=_("What you wrote"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        self._offer_purposes()
        self._offer_readers()
        self._offer_interviews(kwargs["now"])

    def clean(self) -> dict[str, Any]:
        """The recipient fits the purpose; a thank-you comes after the interview began."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        purpose = data.get("purpose")
        wrong = self._wrong_reader(purpose, str(data.get("to", ""))) if purpose else None
        if wrong:
            self.add_error("to", str(wrong))
        if purpose and data.get("at"):
            services.check_begun(data.get("interview"), purpose, data["at"])
        return data

    def _wrong_reader(self, purpose: str, to: str) -> str | Promise | None:
        """Why a note of this purpose cannot go to ``to``, if it cannot."""
        is_reference = to.startswith("reference-")
        if purpose in TO_REFERRER:
            named = to.startswith("contact-") or (to == NOBODY and self.application.referred_by_id)
            return (
                None if named else _("This note goes to the person who referred you: choose who.")
            )
        if purpose in TO_EMPLOYER and is_reference:
            return _("This note goes to the employer. Choose one of their people.")
        if purpose not in (*TO_EMPLOYER, Message.Purpose.OTHER) and not is_reference:
            return _("This note goes to a reference. Choose which.")
        return None

    def record(self, *, now: datetime) -> Sequence[Message]:
        """Record the note in the timeline, settle its reminders, and return it."""
        data = self.cleaned_data
        thanks = data["purpose"] == Message.Purpose.THANK_YOU
        message = services.record_message(
            self.application.owner,
            data["purpose"],
            at=data["at"],
            token=data["token"],
            now=now,
            application=self.application,
            interview=data["interview"] if thanks else None,
            channel=data["channel"],
            subject=data["subject"],
            body=data["text"],
            **self._reader(),
        )
        return [message]

    def _reader(self) -> dict[str, Any]:
        to = self.cleaned_data["to"]
        if to == NOBODY:
            return {}
        kind, pk = to.split("-")
        model = {"contact": Contact, "reference": Reference}[kind]
        return {kind: owned_by(self.application.owner, model).get(pk=pk)}

    def _offer_purposes(self) -> None:
        named = dict(Message.Purpose.choices)
        employer = [(value, named[value]) for value in (*TO_EMPLOYER, "other")]
        referrer = [(value, named[value]) for value in TO_REFERRER]
        others = [pair for pair in Message.Purpose.choices if pair not in (*employer, *referrer)]
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]
            (_("To the employer"), employer),
            (_("To the person who referred you"), referrer),
            (_("To a reference"), others),
        ]

    def _offer_readers(self) -> None:
        people = list(addressees(self.application.owner, self.application))
        there = [(_contact(one), one.name) for one in people if is_there(one)]
        others = [(_contact(one), name_with_company(one)) for one in people if not is_there(one)]
        references = owned_by(self.application.owner, Reference).select_related("contact")
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (NOBODY, _("Nobody in particular")),
            (_("People"), there),
            *([(_("People you know from elsewhere"), others)] if others else []),
            (_("References"), [(f"reference-{one.pk}", one.contact.name) for one in references]),
        ]

    def _offer_interviews(self, now: datetime) -> None:
        past = self.application.interviews.filter(cancelled_at=None, starts_at__lte=now)
        past = past.order_by("-starts_at")
        field = self.fields["interview"]
        field.queryset = past  # type: ignore[attr-defined]
        field.label_from_instance = interview_label  # type: ignore[attr-defined]
        field.help_text = ONLY_THANKS
        self.initial.setdefault("interview", past.first())


class ExactSentForm(SentForm):
    """The same where nothing was filled in beforehand: what the page drops is refused."""

    def clean(self) -> dict[str, Any]:
        """Only a thank-you has an interview."""
        data = super().clean()
        if self.data.get("interview") and data.get("purpose") != Message.Purpose.THANK_YOU:
            self.errors.pop("interview", None)
            self.add_error("interview", str(ONLY_THANKS))
        return data


def _contact(person: Contact) -> str:
    return f"contact-{person.pk}"


def interview_label(interview: Interview) -> str:
    """An interview in a list: its kind and day."""
    return f"{interview.kind_name}, {day(interview.starts_at)}"
