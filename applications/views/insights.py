"""The insights page, and the weekly goal."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import Request, signed_in
from applications.insights.page import insights as count
from applications.insights.stats import search_stats
from applications.models import WeeklyGoal
from applications.models.goal import MOST_A_WEEK
from applications.services.goals import set_weekly_goal
from jobtracker.http.undo import notify


class GoalForm(forms.Form):
    """The number of applications per week; zero for no goal."""

    applications = forms.IntegerField(
        label=gettext_lazy("Applications a week"),
        min_value=0,
        max_value=MOST_A_WEEK,
        help_text=gettext_lazy("0 for no goal."),
    )


@require_GET
@signed_in
def insights(request: Request) -> HttpResponse:
    """The figures of the search so far."""
    return _page(request, None)


def _page(request: Request, form: GoalForm | None) -> HttpResponse:
    now = request.now
    goal = WeeklyGoal.objects.filter(owner=request.user).first()
    weekly = goal.applications if goal else None
    context = {
        "insights": count(search_stats(request.user), weekly, now, request.user.zone),
        "goal_form": form or GoalForm(initial={"applications": weekly or 0}),
        "now": now,
        "section": "applications:insights",
    }
    return render(
        request, "applications/insights/insights.html", context, status=422 if form else 200
    )


@require_POST
@signed_in
def goal(request: Request) -> HttpResponse:
    """Set the weekly goal."""
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    set_weekly_goal(request.user, form.cleaned_data["applications"])
    notify(request, _("Your goal is kept."))
    return redirect("applications:insights")
