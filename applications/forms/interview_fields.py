"""What every form of an interview asks, however its times are entered."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.zone_field import ZoneField
from applications import services
from applications.forms.base import OnceForm
from applications.models import Application, Interview
from jobtracker.forms.fields import PastField
from jobtracker.validators import validate_moment
from references.models import Contact

WRITTEN = ("kind", "type", "time_zone", "place", "link", "starts_at", "ends_at", "arranged_at")
KINDS = (
    *Interview.Kind.choices,
    *((value, label) for value, label in Interview.Type.choices if value),
)
"""One list for people: only a phone screen is another kind for the rules."""
LONGEST = 24 * 60
TOO_LONG = _("An interview lasts 24 hours at most.")
USUAL = 60


class InterviewFields(OnceForm):
    """What kind of interview it is, where, and when it was agreed."""

    NAMED: ClassVar[Mapping[str, str]] = {"starts_at": "starts_at", "ends_at": "ends_at"}
    """The fields that say when it starts and ends."""

    kind = forms.ChoiceField(
        label=_("What kind"),
        choices=KINDS,
        widget=forms.RadioSelect,
    )
    time_zone = ZoneField(
        label=_("In the time of"),
        help_text=_("The place whose clock the time was agreed on: type a city."),
    )
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Video link"), max_length=1000, required=False, assume_scheme="https"
    )
    arranged_at = PastField(
        label=_("Arranged on"), help_text=_("When it was agreed: the employer was in touch then.")
    )

    def __init__(
        self,
        *args: Any,
        application: Application,
        now: datetime,
        interview: Interview | None = None,
        **kwargs: Any,
    ) -> None:
        first = self.typed(interview) if interview else {"time_zone": application.owner.time_zone}
        first.setdefault("kind", Interview.Kind.INTERVIEW)
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, now=now, **kwargs)
        self.application, self.interview = application, interview

    def typed(self, interview: Interview) -> dict[str, Any]:
        """Return what the form shows of an interview that exists."""
        kept = ("time_zone", "place", "link", "arranged_at")
        values = {name: getattr(interview, name) for name in kept}
        return {**values, "kind": interview.type or interview.kind}

    def clean(self) -> dict[str, Any]:
        """Start and end must be dates the planner supports; a cancelled one was arranged before."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        data |= self.moments() | _kind_and_type(data["kind"])
        # An interview entered afterwards was arranged before it started, whatever the form says.
        data["arranged_at"] = min(data["arranged_at"], data["starts_at"])
        self._check(data)
        return data

    def moments(self) -> dict[str, datetime]:
        """Return when it starts and ends."""
        raise NotImplementedError

    def invited(self) -> Iterable[Contact]:
        """Return the interviewers."""
        raise NotImplementedError

    def save(self, *, now: datetime) -> Interview:
        """Arrange the interview, or change the existing one."""
        fields = {name: self.cleaned_data[name] for name in WRITTEN}
        if self.interview:
            return services.change_interview(
                self.interview, fields=fields, interviewers=self.invited(), now=now
            )
        return services.arrange_interview(
            self.application,
            token=self.cleaned_data["token"],
            fields=fields,
            interviewers=self.invited(),
            now=now,
        )

    def _check_length(self, starts: datetime, ends: datetime) -> None:
        before = self.interview
        lasts = before.ends_at - before.starts_at if before else None
        if ends <= starts:
            raise forms.ValidationError({self.NAMED["ends_at"]: _("This is not after the start.")})
        if ends - starts > timedelta(minutes=LONGEST) and ends - starts != lasts:
            raise forms.ValidationError({self.NAMED["ends_at"]: TOO_LONG})

    def _check(self, data: Mapping[str, Any]) -> None:
        for moment, name in self.NAMED.items():
            try:
                validate_moment(data[moment])
            except forms.ValidationError as problem:
                raise forms.ValidationError({name: problem}) from None
        self._check_length(data["starts_at"], data["ends_at"])
        cancelled_at = self.interview.cancelled_at if self.interview else None
        if cancelled_at and data["arranged_at"] > cancelled_at:
            raise forms.ValidationError(
                {"arranged_at": _("The interview was called off before that.")}
            )


def _kind_and_type(chosen: str) -> dict[str, str]:
    if chosen in Interview.Kind.values:
        return {"kind": chosen, "type": ""}
    return {"kind": Interview.Kind.INTERVIEW, "type": chosen}
