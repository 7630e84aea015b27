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


def held_by(form: forms.BaseForm) -> dict[str, Any]:
    """Return what a form would send if nothing in it were changed."""
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}


def refused(errors: Mapping[str, Any], names: Mapping[str, str]) -> Problem:
    """Return the problem of a form's errors."""
    found = [
        (names.get(field, "" if field == NON_FIELD_ERRORS else field), each["message"])
        for field, messages in errors.items()
        for each in messages
    ]
    return Problem(422, errors=found)


def in_the_way(error: ValidationError) -> Problem:
    """Return the conflict: what a service does not do as long as these reasons stand."""
    return Problem(409, " ".join(error.messages), errors=[("", each) for each in error.messages])


def invalid(error: ValidationError) -> Problem:
    """Return the problem of what a service or a model refuses."""
    if hasattr(error, "error_dict"):
        found = [(name, text) for name, texts in error.message_dict.items() for text in texts]
        return Problem(422, errors=[("" if n == NON_FIELD_ERRORS else n, t) for n, t in found])
    return Problem(422, errors=[("", message) for message in error.messages])
