"""Forms for contacts, companies, references and their consent."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.models import User
from jobtracker.forms.fields import DayField, LongTextField
from jobtracker.model_fields import key_of
from jobtracker.reading.names import one_line
from jobtracker.validators import validate_address
from references.models import Company, Contact, Reference

Consent = Reference.Consent


class ContactForm(forms.ModelForm[Contact]):
    """A contact; the company may be a new one, by name.

    ``known`` is whoever has the typed address already: most often the same person, but people may
    share one, so the seeker decides.
    """

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    company_name = forms.CharField(
        label=_("Company"),
        max_length=200,
        required=False,
        help_text=_("A company you know already, or a new one."),
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "organization"}),
    )

    is_another = forms.BooleanField(
        label=_("This is somebody else, who shares the address"), required=False
    )

    class Meta:
        model = Contact
        fields = ("name", "role", "email", "phone", "link", "notes")
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        field_classes = {"notes": LongTextField}
        labels = {"role": _("Role")}

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.known: Contact | None = None
        if self.instance.pk and self.instance.company:
            self.initial["company_name"] = self.instance.company.name
        self.fields["link"].assume_scheme = "https"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask whether it is the same person, where the address is somebody's already."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("email") and "email" in self.changed_data:
            self.known = self._others(data.get("token")).filter(email__iexact=data["email"]).first()
        if self.known and not data["is_another"]:
            self.add_error(
                "email", _("%(name)s has this address already.") % {"name": self.known.name}
            )
        return data

    def _others(self, token: UUID | None) -> QuerySet[Contact]:
        """Everybody else; not whom the same form has just added."""
        people = owned_by(self.owner, Contact).exclude(pk=self.instance.pk)
        return people.exclude(token=token) if token else people

    def details(self) -> dict[str, Any]:
        """Return the fields for the service."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CompanyForm(forms.ModelForm[Company]):
    """A company's details; its name is unique for the seeker."""

    class Meta:
        model = Company
        fields = ("name", "website", "notes")
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        field_classes = {"notes": LongTextField}

    def clean_name(self) -> str:
        """Return the name. Raises ValidationError if another company of the seeker has it."""
        name = one_line(str(self.cleaned_data["name"]))
        others = owned_by(self.instance.owner, Company).exclude(pk=self.instance.pk)
        if others.filter(key=key_of(name)).exists():
            raise ValidationError(_("You have a company of this name already."), code="taken")
        return name


class PastDayField(DayField):
    """A date not after ``field.today``, which the form sets."""

    today: date | None = None

    def validate(self, value: Any) -> None:
        """Raise ValidationError if the date is after ``today``."""
        super().validate(value)
        if value and self.today and value > self.today:
            raise ValidationError(_("This day is still to come."), code="future")


class ReferenceForm(forms.ModelForm[Reference]):
    """A reference's details, without their consent."""

    last_contact_on = PastDayField(
        label=_("Last contact"),
        required=False,
        help_text=_("Notes you record here count by themselves; this is for everything else."),
    )
    job_hunting_since = PastDayField(
        label=_("Looking for work too, since"),
        required=False,
        help_text=_("Leave it empty where they are not."),
    )

    class Meta:
        model = Reference
        fields = ("relationship", "speaks_about", "last_contact_on", "job_hunting_since")
        widgets = {"speaks_about": forms.Textarea(attrs={"rows": 3})}
        field_classes = {"speaks_about": LongTextField}
        labels = {"relationship": _("How they know you")}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("last_contact_on", "job_hunting_since"):
            self.fields[name].today = today  # type: ignore[attr-defined]


class NewReferenceForm(ReferenceForm):
    """A new reference: a known contact, or a new one by name."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    contact = forms.ModelChoiceField(
        label=_("Somebody you know already"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("Choose a person"),
    )
    name = forms.CharField(label=_("Or a new person’s name"), max_length=150, required=False)
    email = forms.EmailField(label=_("Their email"), required=False, validators=[validate_address])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = _askable(user)
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
        if not people.exists():
            del self.fields["contact"]
            self.fields["name"].label = _("Their name")
            self.fields["name"].required = True

    def clean(self) -> dict[str, Any] | None:
        """Require either a known contact or a new name, not both."""
        values = super().clean() or self.cleaned_data
        chosen, typed = values.get("contact"), (values.get("name") or "").strip()
        if "contact" in self.fields and bool(chosen) == bool(typed):
            self.add_error("contact", _("Choose a person, or enter a new name below."))
        return values


def _askable(user: User) -> QuerySet[Contact]:
    """Return contacts who are not references yet, by name; interviewers come last."""
    interviews = Contact.objects.filter(pk=OuterRef("pk"), interviews__isnull=False)
    free = (
        owned_by(user, Contact)
        .filter(reference__isnull=True)
        .annotate(interviews_me=Exists(interviews))
    )
    return free.order_by("interviews_me", Lower("name"), "pk")


class ConsentForm(forms.Form):
    """A reference's answer, and its date on the seeker's calendar."""

    consent = forms.ChoiceField(label=_("What happened"), choices=Consent.choices)
    on = PastDayField(
        label=_("On"), error_messages={"required": _("Enter the day on which it was said.")}
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]
        self.fields["on"].initial = today
