"""Checks what was sent with the forms of the pages, so that both say the same."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from api.http.problems import Problem

F = TypeVar("F", bound=forms.BaseForm)


def check(form: F, names: Mapping[str, str] | None = None) -> F:
    """Return the form, valid. Raises Problem 422 with its errors.

    ``names`` gives the API's names of fields that the form calls otherwise.
    """
    if not form.is_valid():
        raise refused(form.errors.get_json_data(), names or {})
    return form


def refused(errors: Mapping[str, Any], names: Mapping[str, str]) -> Problem:
    """Return the problem of a form's errors."""
    found = [
        (names.get(field, "" if field == NON_FIELD_ERRORS else field), each["message"])
        for field, messages in errors.items()
        for each in messages
    ]
    return Problem(422, errors=found)


def invalid(error: ValidationError) -> Problem:
    """Return the problem of what a service or a model refuses."""
    if hasattr(error, "error_dict"):
        found = [(name, text) for name, texts in error.message_dict.items() for text in texts]
        return Problem(422, errors=[("" if n == NON_FIELD_ERRORS else n, t) for n, t in found])
    return Problem(422, errors=[("", message) for message in error.messages])
