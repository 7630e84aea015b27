"""Forms that count once: what was sent twice carries the same token."""

from typing import Any
from uuid import uuid4

from django import forms


class TokenForm(forms.Form):
    """A press of a button; its token makes a second press harmless."""

    token = forms.UUIDField(widget=forms.HiddenInput)


class IdempotentForm(TokenForm):
    """A form that makes something: a new token each time it is shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
