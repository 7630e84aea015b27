"""What a person fills in to have an account."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import User
from accounts.zones import zone_names


def _zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zone_names()]


class SignupForm(allauth_forms.SignupForm):
    """An address, a password, and the calendar that days are counted on.

    A script chooses the browser's zone; without it the list stands on the site's own.
    """

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        help_text=_("As you sign the notes that you send."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_zones,
        required=False,
        initial=settings.TIME_ZONE,
        help_text=_("Reminders come at your own hours."),
        error_messages={"invalid_choice": _("Choose a time zone from the list.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_time_zone(self) -> str:
        """The chosen zone, or the site's own."""
        return self.cleaned_data["time_zone"] or settings.TIME_ZONE

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name and the zone with the new user."""
        services.set_time_zone(user, self.cleaned_data["time_zone"], now=timezone.now())
        services.set_profile(
            user, name=self.cleaned_data["name"], theme=user.theme, language=user.language
        )
