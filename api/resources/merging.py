"""Merges two rows as the page does: the other one ends."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from accounts.access import owned_by
from api.http.auth import ApiRequest
from api.http.forms import check
from api.http.problems import Problem
from applications.people.forms import MergeForm
from references.models import Company, Contact


def merge(
    request: ApiRequest, kept: Company | Contact, other: int, service: Callable[..., Any]
) -> None:
    """Make ``other`` one with ``kept``. Raises Problem 422 if it is none, or must stay apart."""
    others = owned_by(request.owner, type(kept)).exclude(pk=kept.pk)
    form = check(MergeForm(others, {"other": other}))
    try:
        service(kept, form.cleaned_data["other"], now=request.now)
    except ValidationError as refusal:
        raise Problem(422, errors=[("other", each) for each in refusal.messages]) from None
