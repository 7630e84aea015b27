"""Forms about a reference: chosen, contacted, written to."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.models import User
from applications.forms.base import OnceForm
from applications.models import Application, Event, Message
from applications.models.application import CLOSED_STAGES
from applications.models.message import TO_EMPLOYER, TO_REFERRER
from applications.runs import runs_of
from jobtracker.forms.fields import LinesField, LongTextField, PastField
from references.models import Reference

ACTS = (Event.Kind.REFERENCE_CONTACTED, Event.Kind.REFERENCE_LETTER)
PURPOSES = [pair for pair in Message.Purpose.choices if pair[0] not in (*TO_EMPLOYER, *TO_REFERRER)]
NEED_APPLICATION = (
    Message.Purpose.HEADS_UP,
    Message.Purpose.REFERENCE_THANK_YOU,
    Message.Purpose.REFERENCE_OUTCOME,
    Message.Purpose.GIFT,
    Message.Purpose.RECONFIRM,
)


class _AboutReference(OnceForm):
    """A form about one reference, with the applications it may be about."""

    def __init__(self, *args: Any, reference: Reference, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        self.reference = reference
        applications = owned_by(reference.contact.owner, Application).select_related("company")
        rows = self.offered(applications.filter(archived_at=None).order_by("company__name"))
        self.fields["application"].queryset = rows  # type: ignore[attr-defined]

    def offered(self, applications: QuerySet[Application]) -> QuerySet[Application]:
        """The applications that may be chosen."""
        return applications


class ChooseForm(_AboutReference):
    """The application a reference is chosen for: open ones, each once."""

    application = forms.ModelChoiceField(
        label=_("For which application"),
        queryset=Application.objects.none(),
        empty_label=_("Choose an application"),
    )

    def offered(self, applications: QuerySet[Application]) -> QuerySet[Application]:
        """Open applications that they are not chosen for yet.

        A submitted form skips the second condition: sent twice, it finds them chosen already.
        """
        if self.is_bound:
            return applications.exclude(stage__in=CLOSED_STAGES)
        running = applications.exclude(stage__in=CLOSED_STAGES)
        chosen = Q(events__kind=Event.Kind.REFERENCE_CHOSEN, events__reference=self.reference)
        runs = runs_of(set(running.filter(chosen).order_by().values_list("pk", flat=True)))
        taken = [pk for pk, run in runs.items() if self.reference.pk in run.choices]
        return running.exclude(pk__in=taken)


class HappenedForm(_AboutReference):
    """An employer contacted them, or they wrote a letter."""

    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[(kind.value, kind.label) for kind in ACTS],
        widget=forms.RadioSelect,
        initial=ACTS[0],
        help_text=_("A call is a good sign, but no offer: keep looking meanwhile."),
    )
    application = forms.ModelChoiceField(
        label=_("For which application"),
        queryset=Application.objects.none(),
        empty_label=_("Choose an application"),
    )
    at = PastField(label=_("When"))


class SentToReferenceForm(_AboutReference):
    """A note the seeker sent to a reference; without a time, it was sent now."""

    purpose = forms.ChoiceField(label=_("What was it"), choices=PURPOSES)
    application = forms.ModelChoiceField(
        label=_("About which application"),
        queryset=Application.objects.none(),
        required=False,
        empty_label=_("None in particular"),
    )
    at = PastField(label=_("When"), required=False)
    channel = forms.ChoiceField(label=_("How"), choices=Message.Channel.choices, required=False)
    text = LongTextField(
        label=_("What you wrote"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        """Thank-yous, outcomes, heads-ups and asking again are about an application."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_missing = not data.get("application") and "application" not in self.errors
        if data.get("purpose") in NEED_APPLICATION and is_missing:
            self.add_error("application", _("Choose the application that this was about."))
        return data


class PointsForm(forms.Form):
    """Points to raise for one application, one per line."""

    points = LinesField(
        label=_("Points you would like raised for this job"),
        required=False,
        max_length=4000,
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def owned_reference(user: User) -> QuerySet[Reference]:
    """The references of ``user``, each with the person and the owner."""
    return owned_by(user, Reference.objects.select_related("contact__owner"))
