"""The form of a new API key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from api.models import Scope
from jobtracker.forms.idempotent import IdempotentForm

LASTS = [(30, _("30 days")), (90, _("90 days")), (365, _("A year")), ("", _("Until you revoke it"))]


class KeyForm(IdempotentForm):
    """A new key: its name, what it may do, and how long it lasts."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("Where you'll use it, so that you know which key to revoke."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose as little as the program needs."),
    )
    days = forms.TypedChoiceField(
        label=_("Expires after"),
        choices=LASTS,
        initial=90,
        required=False,
        coerce=int,
        empty_value=None,
    )

    def take(self, error: Any) -> None:
        """Show what the service refuses at the field that it is about."""
        for name, messages in getattr(error, "message_dict", {None: error.messages}).items():
            self.add_error(name if name in self.fields else None, messages)
