"""The public rules page, shown for the reader's own policy if they have one."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from followups.models import PolicyChoice
from followups.planning.collect import policy_of
from followups.rulebook import rulebook
from jobtracker.http.middleware import TimedRequest


@require_safe
def rules(request: TimedRequest) -> HttpResponse:
    """Show the catalogue of rules with sources, limits and named policies."""
    choice, zone = _reader(request)
    base = choice.base if choice else "balanced"
    book = rulebook(policy_of(choice), base, zone, request.now)
    context = {"book": book, "choice": choice, "is_own": bool(choice and choice.changes)}
    return render(request, "followups/rules.html", context)


def _reader(request: HttpRequest) -> tuple[PolicyChoice | None, ZoneInfo]:
    if not isinstance(request.user, User):
        return None, ZoneInfo(settings.TIME_ZONE)
    return PolicyChoice.objects.filter(owner=request.user).first(), request.user.zone
