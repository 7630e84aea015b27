"""Forms to add and to edit an application."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.models import User
from applications import services
from applications.forms.base import OnceForm
from applications.forms.pay import PayField, pay_of
from applications.models import Application
from applications.models.application import Tag
from applications.people.addressees import name_with_company
from applications.services.applications import FIELDS
from jobtracker.forms.fields import DayField, LongTextField, PastField
from jobtracker.forms.money import CurrencyField
from jobtracker.reading.names import name_key, one_line
from references.models import Contact

USUAL_INTEREST = 3
AT_A_GLANCE = {"title", "company", "applied_at", "interest", "closes_on", "__all__"}
NO_TITLE = _("Enter the title of the job.")
NO_COMPANY = _("Enter the name of the company.")
INTERESTS = [
    (5, _("5 · the one I want")),
    (4, _("4 · keen")),
    (3, _("3 · interested")),
    (2, _("2 · maybe")),
    (1, _("1 · a fallback")),
]


class ApplicationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything known about a job and where it was found."""

    company = forms.CharField(
        label=_("Company"), max_length=200, error_messages={"required": NO_COMPANY}
    )
    interest = forms.TypedChoiceField(
        label=_("Interest"),
        choices=INTERESTS,
        coerce=int,
        initial=3,
        required=False,
        empty_value="3",
    )
    pay_min = PayField(label=_("Pay from"))
    pay_max = PayField(label=_("Pay to"))
    referred_by = forms.ModelChoiceField(
        label=_("Referred by"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    new_referrer = forms.CharField(
        label=_("Or a new person’s name"),
        max_length=150,
        required=False,
        help_text=_("Who recommended you there. We keep them as a contact."),
    )
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=400,
        help_text=_("Your own words for groups of applications, with commas between them."),
    )

    class Meta:
        model = Application
        fields: ClassVar = FIELDS
        widgets: ClassVar = {
            "notes": forms.Textarea(attrs={"rows": 4}),
            "posting_text": forms.Textarea(attrs={"rows": 8}),
        }
        field_classes: ClassVar = {
            "notes": LongTextField,
            "posting_text": LongTextField,
            "closes_on": DayField,
            "pay_currency": CurrencyField,
        }
        help_texts: ClassVar = {"closes_on": _("The last day to apply.")}
        error_messages: ClassVar = {"title": {"required": NO_TITLE}}

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        people = owned_by(owner, Contact).select_related("company")
        self.fields["referred_by"].queryset = people  # type: ignore[attr-defined]
        self.fields["referred_by"].label_from_instance = name_with_company  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["company"] = self.instance.company.name
            self.initial["tags"] = ", ".join(tag.name for tag in self.instance.tags.all())
        self.fields["pay_period"].required = False
        self.fields["posting_url"].widget.attrs["placeholder"] = "https://"

    def clean_company(self) -> str:
        """Collapse spaces in the company's name."""
        return one_line(str(self.cleaned_data["company"]))

    def clean_interest(self) -> int:
        """Default to the usual interest."""
        return int(self.cleaned_data["interest"] or USUAL_INTEREST)

    def clean_pay_period(self) -> str:
        """Default to a year."""
        return self.cleaned_data["pay_period"] or Application.PayPeriod.YEAR

    def clean_tags(self) -> list[str]:
        """Return the tags, without duplicates that differ only in case or accents."""
        names = [one_line(name) for name in str(self.cleaned_data["tags"]).split(",")]
        longest = Tag._meta.get_field("name").max_length or 0
        for name in names:
            if len(name) > longest:
                raise forms.ValidationError(_("“%(tag)s” is too long for a tag.") % {"tag": name})
        return list({name_key(name): name for name in reversed(names) if name}.values())[::-1]

    def clean(self) -> dict[str, Any]:
        """The lower figure of the pay comes first; one person referred the seeker."""
        data = super().clean() or self.cleaned_data
        data |= pay_of(data)
        low, high = data["pay_min"], data["pay_max"]
        if low is not None and high is not None and low > high:
            self.add_error("pay_max", _("This is less than “pay from”."))
        changed = "referred_by" in self.changed_data
        if data.get("referred_by") and data.get("new_referrer") and changed:
            self.add_error("new_referrer", _("Choose a person or enter a new name, not both."))
        return data

    def details(self) -> dict[str, Any]:
        """The fields as the services take them."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}

    def correct(self, *, now: datetime) -> Application:
        """Save the changes."""
        data = self.cleaned_data
        current = Application.objects.select_related("company", "owner").get(pk=self.instance.pk)
        return services.edit_application(
            current,
            company=data["company"],
            fields=self.details(),
            new_referrer=data["new_referrer"],
            tags=data["tags"],
            now=now,
        )


class NewApplicationForm(OnceForm, ApplicationForm):
    """A new application: submitted already, or saved for later."""

    applied_at = PastField(
        label=_("Applied on"),
        required=False,
        help_text=_("Leave this empty to save the job for later."),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        usual = {"applied_at": now, "pay_currency": kwargs["owner"].currency}
        kwargs["initial"] = {**usual, **kwargs.get("initial", {})}
        super().__init__(*args, now=now, **kwargs)

    @property
    def opens_more(self) -> bool:
        """Whether a collapsed field has an error."""
        return bool(set(self.errors) - AT_A_GLANCE)

    def add(self, *, now: datetime) -> Application:
        """Add the application."""
        data = self.cleaned_data
        return services.add_application(
            self.owner,
            token=data["token"],
            company=data["company"],
            fields=self.details(),
            new_referrer=data["new_referrer"],
            applied_at=data["applied_at"],
            tags=data["tags"],
            now=now,
        )


class QuickAddForm(OnceForm):
    """A job in two fields, for the board."""

    title = forms.CharField(
        label=_("Job title"), max_length=200, error_messages={"required": NO_TITLE}
    )
    company = forms.CharField(
        label=_("Company"), max_length=200, error_messages={"required": NO_COMPANY}
    )

    def add(self, owner: User, *, now: datetime) -> Application:
        """Save the job for later."""
        data = self.cleaned_data
        return services.add_application(
            owner,
            token=data["token"],
            company=data["company"],
            fields={"title": data["title"]},
            applied_at=None,
            now=now,
        )
