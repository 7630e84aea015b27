"""Forms to invite a coach and to choose what they may see, and for how long."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models.grants import SCOPES
from accounts.services.grants import MONTHS
from jobtracker.forms.idempotent import IdempotentForm
from jobtracker.validators import validate_address

TIMES = (
    (1, _("One month")),
    (3, _("Three months")),
    (6, _("Six months")),
    (12, _("A year")),
)


class ScopesForm(forms.Form):
    """What a coach may see beyond the pipeline and the reminders."""

    sees_notes = forms.BooleanField(
        label=_("My notes and the texts of my letters"),
        help_text=_(
            "What you wrote down about applications, interviews and people, and what waits in "
            "your inbox: one line each, never the emails."
        ),
        required=False,
    )
    sees_pay = forms.BooleanField(label=_("Pay"), required=False)
    sees_documents = forms.BooleanField(
        label=_("Documents"), help_text=_("Resumes and cover letters."), required=False
    )
    sees_contacts = forms.BooleanField(
        label=_("Contact details of my references"),
        help_text=_("Their email address, phone number and profile."),
        required=False,
    )

    @property
    def scopes(self) -> list[forms.BoundField]:
        """The checkboxes, one for each scope."""
        return [self[name] for name in SCOPES]


class GrantForm(ScopesForm):
    """What a coach may see, and for how long."""

    months = forms.TypedChoiceField(
        label=_("For how long"), choices=TIMES, coerce=int, initial=MONTHS
    )


class InviteForm(IdempotentForm, GrantForm):
    """An invitation of a coach by email address."""

    email = forms.EmailField(label=_("Your coach’s email address"), validators=[validate_address])
