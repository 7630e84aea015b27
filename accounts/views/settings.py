"""The settings page; each section is a form with its own URL."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import Request, signed_in
from accounts.forms import DigestForm, ProfileForm, RegionForm
from accounts.models import User
from accounts.regions import country_names, next_holiday, region_names
from jobtracker.http import undo
from jobtracker.mail.connection import TOO_LATE

A_FEW = 5


@require_safe
@signed_in
def show(request: Request) -> HttpResponse:
    """Show the settings page."""
    return _page(request)


@require_POST
@signed_in
def profile(request: Request) -> HttpResponse:
    """Save the name, the time zone, the language and the theme."""
    form = ProfileForm(request.POST, instance=_own(request))
    if not form.is_valid():
        return _page(request, profile=form)
    form.save_settings(now=request.now)
    undo.notify(request, _("Your profile is saved."))
    return redirect("accounts:settings")


@require_POST
@signed_in
def region(request: Request) -> HttpResponse:
    """Save the country and how dates and times are shown."""
    form = RegionForm(request.POST, instance=_own(request))
    if not form.is_valid():
        return _page(request, region=form)
    form.save_settings(now=request.now)
    undo.notify(request, _("Your region is saved."))
    return redirect("accounts:settings")


@require_POST
@signed_in
def digest(request: Request) -> HttpResponse:
    """Save when emails come, and about what."""
    form = DigestForm(request.POST, instance=_own(request))
    if not form.is_valid():
        return _page(request, digest=form)
    form.save_settings(now=request.now)
    undo.notify(request, _("Your mail settings are saved."))
    return redirect("accounts:settings")


def _page(request: Request, **bound: forms.ModelForm[User]) -> HttpResponse:
    user = _own(request)
    context = {
        "profile": ProfileForm(instance=user),
        "region": RegionForm(instance=user),
        "holidays": _holidays(user, request.now),
        "digest": DigestForm(instance=user),
        "failed": _failed(request.user)[:A_FEW],
        "now": request.now,
        **bound,
    }
    return render(request, "accounts/settings.html", context, status=422 if bound else 200)


def _holidays(user: User, now: datetime) -> dict[str, Any]:
    """Return whose public holidays count, and the next one."""
    today = now.astimezone(user.zone).date()
    regions = dict(region_names(user.country))
    return {
        "country": dict(country_names()).get(user.country, ""),
        "region": regions.get(user.region, ""),
        "differ": bool(regions) and user.region not in regions,
        "next": next_holiday(user.country, user.region, today),
    }


def _failed(user: User) -> QuerySet[Any]:
    """Return the emails to ``user`` that failed, and that no later one of their kind replaced."""
    later = user.digests.filter(kind=OuterRef("kind"), due_at__gt=OuterRef("due_at"), state="sent")
    failed = user.digests.filter(~Exists(later), state__in=("failed", "retry"))
    return failed.exclude(error=TOO_LATE)


def _own(request: Request) -> User:
    """Reload the user, so that an invalid form does not change the one the page shows."""
    return User.objects.get(pk=request.user.pk)
