"""Settings page of the policy, with a preview of what a change would do."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import owned_by
from accounts.decorators import Request, signed_in
from followups.forms.policy import PolicyForm, initial_of
from followups.models import PolicyChoice
from followups.policy_preview import preview
from followups.services import choose_policy
from followups.timing.policy.make import NAMED
from jobtracker.http import undo


@require_safe
@signed_in
def policy(request: Request) -> HttpResponse:
    """Show the seeker's policy in a form."""
    choice = owned_by(request.user, PolicyChoice).first()
    return _page(request, PolicyForm(initial=initial_of(choice)))


@require_POST
@signed_in
def policy_preview(request: Request) -> HttpResponse:
    """Preview what the submitted policy would change; save nothing."""
    form = PolicyForm(request.POST)
    changes = preview(request.user, form.policy, now=request.now) if form.is_valid() else None
    return _page(request, form, preview=changes)


@require_POST
@signed_in
def policy_save(request: Request) -> HttpResponse:
    """Save the submitted policy and replan everything with it."""
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    choose_policy(request.user, form.chosen, form.changes, by=request.user, now=request.now)
    title = _(NAMED[form.chosen].title)
    undo.notify(request, _("Your reminders now follow “%(policy)s”.") % {"policy": title})
    return redirect("followups:policy")


def _page(request: Request, form: PolicyForm, **more: object) -> HttpResponse:
    template = "followups/policy/_form.html" if request.htmx else "followups/policy.html"
    context = {
        "form": form,
        "section": "accounts:settings",
        "now": request.now,
        **more,
    }
    status = 422 if form.is_bound and not form.is_valid() and not request.htmx else 200
    return render(request, template, context, status=status)
