"""The forms on a client's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobtracker.forms.fields import LinesField
from jobtracker.forms.idempotent import IdempotentForm


class _WordsForm(IdempotentForm):
    """A short text, safe to submit twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class NoteForm(_WordsForm):
    """A note about a client."""

    text = LinesField(label=_("Note"), max_length=5000, widget=forms.Textarea({"rows": 3}))
    shared = forms.BooleanField(
        label=_("Share it with the client"),
        help_text=_("Otherwise only this client’s coaches read it."),
        required=False,
    )


class NudgeForm(_WordsForm):
    """A message to a client."""

    text = LinesField(
        label=_("Nudge"),
        help_text=_("Stands on their Today for a week, with your name, and in their digest."),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )
