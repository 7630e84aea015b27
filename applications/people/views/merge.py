"""Merge two contacts, or two companies, after confirmation."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.people.forms import MergeForm
from applications.services.merge import merge_companies, merge_contacts
from jobtracker.http.undo import add_undo_message
from references.models import Company, Contact

M = TypeVar("M", bound=Model)


@require_http_methods(["GET", "POST"])
@signed_in
def contacts(request: Request, pk: int) -> HttpResponse:
    """Merge another contact into this one."""
    kept = get_owned_or_404(request.user, Contact.objects.select_related("owner"), pk=pk)
    return _merge(request, kept, owned_by(request.user, Contact), merge_contacts, "people:contact")


@require_http_methods(["GET", "POST"])
@signed_in
def companies(request: Request, pk: int) -> HttpResponse:
    """Merge another company into this one."""
    kept = get_owned_or_404(request.user, Company.objects.select_related("owner"), pk=pk)
    return _merge(request, kept, owned_by(request.user, Company), merge_companies, "people:company")


def _merge(
    request: Request, kept: M, rows: QuerySet[M], merge: Callable[..., Any], then: str
) -> HttpResponse:
    others = rows.exclude(pk=kept.pk)
    form = MergeForm(others, request.POST or None, initial={"other": request.GET.get("with")})
    if form.is_valid():
        name = str(form.cleaned_data["other"])
        try:
            what = merge(kept, form.cleaned_data["other"], now=request.now)
        except ValidationError as refused:
            form.add_error("other", refused)
        else:
            text = _("%(other)s is one with %(name)s now.") % {"other": name, "name": kept}
            add_undo_message(request, text, "applications:undo", dict(what))
            return redirect(then, pk=kept.pk)
    context = {"form": form, "kept": kept, "then": then, "section": "people:people"}
    return render(request, "people/merge.html", context)
