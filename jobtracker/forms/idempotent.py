"""Forms that are safe to submit twice: both submissions carry the same token."""

from typing import Any
from uuid import uuid4

from django import forms


class TokenForm(forms.Form):
    """A form with a token, which makes a second submission harmless."""

    token = forms.UUIDField(widget=forms.HiddenInput)


class IdempotentForm(TokenForm):
    """A form that creates something, with a new token each time it is shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
