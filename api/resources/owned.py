"""Finds what a request names by its id among the owner's rows."""

from typing import TypeVar

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.models import User
from api.http.problems import Problem
from applications.models import Application
from references.models import Company, Contact, Reference

M = TypeVar("M", bound=Model)
MISSING: dict[type[Model], Promise] = {
    Application: _("You have no application with this id."),
    Company: _("You have no company with this id."),
    Contact: _("You have no contact with this id."),
    Reference: _("You have no reference with this id."),
}


def named(owner: User, model: type[M], pk: int, field: str) -> M:
    """Return the owner's row of this id. Raises Problem 422 about ``field`` if there is none."""
    row = owned_by(owner, model).filter(pk=pk).first()
    if row is None:
        raise Problem(422, errors=[(field, str(MISSING[model]))])
    return row


def company_name(owner: User, company: str | int | None) -> str:
    """Return the name of a company that is sent by its name or its id."""
    if isinstance(company, int):
        return named(owner, Company, company, "company").name
    return company or ""
