"""Forms for signing up and for a user's settings."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.forms.zone_field import ZoneField
from accounts.models import User
from accounts.regions import guess
from accounts.zones import zone_names
from jobtracker.http.middleware import TimedRequest

NO_DAY = ""


def _zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zone_names()]


class SignupForm(allauth_forms.SignupForm):
    """The sign-up form: email address, password, name and time zone.

    A script chooses the browser's time zone; without it the site's own is preselected.
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

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Create the user; for an address that has an account, only take as long."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return saved

    def clean_time_zone(self) -> str:
        """Return the chosen zone, or the site's own."""
        return self.cleaned_data["time_zone"] or settings.TIME_ZONE

    def signup(self, request: TimedRequest, user: User) -> None:
        """Save the name, the time zone and the likely habits of the new user."""
        zone = self.cleaned_data["time_zone"]
        services.set_time_zone(user, zone, now=request.now)
        habits = guess(zone, request.headers.get("Accept-Language", ""))
        services.set_region(user, fields=asdict(habits), now=request.now)
        services.set_profile(
            user, name=self.cleaned_data["name"], theme=user.theme, language=user.language
        )


class ProfileForm(forms.ModelForm[User]):
    """The user's name, time zone, language and theme."""

    time_zone = ZoneField(
        label=_("Time zone"),
        help_text=_("Type a city. A change moves every reminder to the new calendar."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "time_zone", "language", "theme")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "theme": forms.RadioSelect,
        }
        help_texts = {"name": _("As you sign the notes that you send.")}

    def save_settings(self, *, now: datetime) -> None:
        """Save the profile; ``self.instance`` keeps its old values."""
        data, user = self.cleaned_data, User.objects.get(pk=self.instance.pk)
        services.set_profile(
            user, name=data["name"], theme=data["theme"], language=data["language"]
        )
        services.set_time_zone(user, data["time_zone"], now=now)


class DigestForm(forms.ModelForm[User]):
    """When a user gets email, and about what."""

    digest_days = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        coerce=int,
        required=False,
        choices=WEEKDAYS.items(),
        widget=forms.CheckboxSelectMultiple,
    )
    weekly_review_day = forms.TypedChoiceField(
        label=_("Weekly review"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(NO_DAY, _("Never")), *WEEKDAYS.items()],
        help_text=_("The week's numbers, and what is stuck. It comes at the digest's hour."),
    )
    caseload_day = forms.TypedChoiceField(
        label=_("Weekly mail about your clients"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(NO_DAY, _("Never")), *WEEKDAYS.items()],
        help_text=_("Who moved, who is stuck, who got an offer."),
    )

    class Meta:
        model = User
        fields = services.DIGEST_FIELDS
        labels = {
            "digest_on": _("Send me a digest of what is due"),
            "digest_at": _("At"),
            "digest_when_empty": _("On days with nothing due, too"),
            "thank_you_notice": _("Write to me soon after each interview: whom to thank"),
            "quiet_from": _("Quiet from"),
            "quiet_until": _("Quiet until"),
        }
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("digest_at", "quiet_from", "quiet_until")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_coach:
            del self.fields["caseload_day"]
        bits = self.instance.digest_days
        self.initial["digest_days"] = [day for day in WEEKDAYS if bits >> day & 1]

    def clean_digest_days(self) -> int:
        """Return the chosen days as one bit per weekday, Monday the lowest."""
        return sum(1 << day for day in self.cleaned_data["digest_days"])

    def clean(self) -> dict[str, Any]:
        """Require at least one day if the digest is on."""
        data = super().clean() or {}
        if data.get("digest_on") and data.get("digest_days") == 0:
            self.add_error("digest_days", _("Choose at least one day, or switch the digest off."))
        return data

    def save_settings(self, *, now: datetime) -> None:
        """Save the email settings."""
        user = User.objects.get(pk=self.instance.pk)
        services.set_digest(user, fields=self.cleaned_data, now=now)
