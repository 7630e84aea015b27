"""Shared by the forms of this app."""

from datetime import datetime
from typing import Any

from django import forms

from jobtracker.forms import idempotent
from jobtracker.forms.fields import PastField


class OnceForm(idempotent.IdempotentForm):
    """A form that adds something that happened: its required date fields start at ``now``."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell_now(self, now)


def tell_now(form: forms.BaseForm, now: datetime) -> None:
    """Give ``now`` to the form's past-date fields; required ones start at ``now``."""
    for name, field in form.fields.items():
        if isinstance(field, PastField):
            field.now = now
            if field.required:
                form.initial.setdefault(name, now)
