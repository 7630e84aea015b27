"""Whose key it is, their policy, Today, and the figures of the search."""

from datetime import time
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from accounts.access import owned_by
from api.http.auth import READS, WRITES, ApiRequest, needs
from api.http.declared import CHANGING, READING
from api.http.forms import check
from api.http.problems import Problem
from api.http.replies import check_match, reply
from api.http.writing import writing
from api.models import Scope
from api.schemas.overview import (
    InsightsOut,
    MeOut,
    PolicyIn,
    PolicyOut,
    TodayOut,
    insights_shown,
    today_shown,
)
from applications.insights.page import insights
from applications.insights.stats import search_stats
from applications.models import WeeklyGoal
from followups.forms.policy import PolicyForm
from followups.models import PolicyChoice
from followups.services import choose_policy
from followups.timing.policy.make import FIELDS, NAMED, make
from followups.today import today

router = Router(tags=["overview"])
CHANGED = {name: f"changes.{name}" for name in FIELDS}


@router.get("/me", response={200: MeOut, **READING}, auth=needs(*Scope))
def get_me(request: ApiRequest) -> HttpResponse:
    """Read whose key this is, and what it may do."""
    owner, key = request.owner, request.key
    names = ("email", "name", "time_zone", "language", "country", "region", "currency")
    me = MeOut(
        **{name: getattr(owner, name) for name in names},
        resting_until=owner.resting_until,
        key=key.name,
        scopes=key.scopes,
        expires_at=key.expires_at,
    )
    return reply(request, me)


@router.get("/today", response={200: TodayOut, **READING}, auth=READS)
def get_today(request: ApiRequest) -> HttpResponse:
    """Read what to do now, what is coming, and what waits, as the page Today shows it."""
    return reply(request, today_shown(today(request.owner, request.now)))


@router.get("/insights", response={200: InsightsOut, **READING}, auth=READS)
def get_insights(request: ApiRequest) -> HttpResponse:
    """Read the figures of the search so far."""
    goal = owned_by(request.owner, WeeklyGoal).first()
    weekly = goal.applications if goal else None
    found = insights(search_stats(request.owner), weekly, request.now, request.owner.zone)
    return reply(request, insights_shown(found))


@router.get("/policy", response={200: PolicyOut, **READING}, auth=READS)
def get_policy(request: ApiRequest) -> HttpResponse:
    """Read the policy by which reminders are planned."""
    return reply(request, _policy(request))


@router.put("/policy", response={200: PolicyOut, **CHANGING}, auth=WRITES)
@writing
def set_policy(request: ApiRequest, sent: PolicyIn) -> HttpResponse:
    """Choose a named policy and figures in the place of its own, and plan everything anew."""
    check_match(request, _policy(request))
    if unknown := sorted(sent.changes.keys() - FIELDS.keys()):
        message = _("There is no such figure.")
        raise Problem(422, errors=[(f"changes.{name}", message) for name in unknown])
    form = check(PolicyForm({**sent.changes, "base": sent.base}), CHANGED)
    choose_policy(request.owner, form.chosen, form.changes, by=request.owner, now=request.now)
    return reply(request, _policy(request))


def _policy(request: ApiRequest) -> PolicyOut:
    choice = owned_by(request.owner, PolicyChoice).first()
    base, changes = (choice.base, choice.changes) if choice else ("balanced", {})
    policy = make(base, changes)
    figures = {name: _plain(getattr(policy, name)) for name in FIELDS}
    return PolicyOut(base=base, title=_(NAMED[base].title), changes=changes, figures=figures)


def _plain(value: Any) -> Any:
    return f"{value:%H:%M}" if isinstance(value, time) else value
