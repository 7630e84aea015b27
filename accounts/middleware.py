"""The user's time zone and language for each request, and the second step of staff."""

from collections.abc import Callable, Collection
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.reading import reading_as
from accounts.services.second_step import grace_end, has_passed, second_steps_of
from jobtracker.http.busy import unavailable
from jobtracker.http.middleware import TimedRequest

STAFF_SITES = ("/coach/", "/admin/")
GUARD = "/account/2fa/"
"""The pages on which second steps are set up and taken away."""
ASKING = ("/authenticate/", "/reauthenticate/", "/login/")
"""The ends of those of these pages that ask for one."""


class ReaderMiddleware:
    """Activates the signed-in user's time zone, language and formats during a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            user = _reader(request)
        except OperationalError as error:
            # Who is signed in is the first that any page asks of the database.
            answer = unavailable(request, error)
            if answer is None:
                raise
            return answer
        if user is None:
            return self.get_response(request)
        with reading_as(user):
            return self.get_response(request)


def _reader(request: HttpRequest) -> User | None:
    user = request.user
    return user if user.is_authenticated else None


class SecondStepMiddleware:
    """Opens the coach's and the operator's site only after a second step, or during the grace.

    Whoever has a second step gives it once in each session before these pages open, and before what
    guards the account is changed: a session may be older than the second step.
    ``request.second_step_by`` is the end of the grace, or None once a second step is set up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: TimedRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and _is_guarded(request.path_info, user):
            return _led_away(request, user) or self.get_response(request)
        return self.get_response(request)


def _is_guarded(path: str, user: User) -> bool:
    if path.startswith(GUARD):
        return not path.endswith(ASKING)
    is_staff = user.is_coach or user.is_superuser
    return settings.SECOND_STEP_REQUIRED and is_staff and path.startswith(STAFF_SITES)


def _led_away(request: TimedRequest, user: User) -> HttpResponse | None:
    """Return where to go first, or None if the page may open."""
    if steps := second_steps_of(user):
        return None if has_passed(request) else _asked_for(steps, request)
    if request.path_info.startswith(GUARD):
        return None
    end = grace_end(user, now=request.now)
    if request.now >= end:
        messages.warning(request, _("Set up a second step first: you can see other people's data."))
        return redirect("mfa_index")
    request.second_step_by = end
    return None


def _asked_for(steps: Collection[str], request: HttpRequest) -> HttpResponse:
    has_app = Authenticator.Type.TOTP in steps
    page = reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")
    wanted = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        sites = (site for site in STAFF_SITES if wanted.startswith(site))
        wanted = next(sites, GUARD)
    return redirect(f"{page}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")
