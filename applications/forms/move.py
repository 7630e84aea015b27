"""The form to move an application to another stage by hand."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.base import OnceForm
from applications.models import Event, Stage
from jobtracker.forms.fields import PastField


class MoveForm(OnceForm):
    """The stage, and for an outcome its date; other moves happen now."""

    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[("", _("Choose one")), *Stage.choices],
        error_messages={"required": _("Choose the stage.")},
    )
    at = PastField(
        label=_("When was that?"),
        required=False,
        help_text=_("For an offer and whatever ends the application."),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"at": now, **kwargs.get("initial", {})}
        super().__init__(*args, now=now, **kwargs)
        self.now = now

    @property
    def moment(self) -> datetime:
        """When the application moved."""
        is_outcome = self.cleaned_data["stage"] in Event.Result.values
        at: datetime | None = self.cleaned_data["at"] if is_outcome else None
        return at or self.now

    @property
    def new_stage(self) -> Stage:
        """The stage to move to."""
        return Stage(self.cleaned_data["stage"])

    @property
    def once(self) -> uuid.UUID:
        """The token that makes the move safe to repeat."""
        token: uuid.UUID = self.cleaned_data["token"]
        return token
