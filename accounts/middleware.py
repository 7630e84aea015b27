"""The user's time zone and language for each request, and the second step of staff."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.services.second_step import grace_end
from jobtracker.http.busy import unavailable
from jobtracker.http.middleware import TimedRequest

STAFF_SITES = ("/coach/", "/admin/")


class ReaderMiddleware:
    """Activates the signed-in user's time zone and language during a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        try:
            is_known = user.is_authenticated
        except OperationalError as error:
            # Who is signed in is the first that any page asks of the database.
            answer = unavailable(request, error)
            if answer is None:
                raise
            return answer
        if not is_known:
            return self.get_response(request)
        with timezone.override(user.zone), translation.override(user.language):
            return self.get_response(request)


class SecondStepMiddleware:
    """Opens the coach's and the operator's site only to who has a second step, or has grace.

    ``request.second_step_by`` is the end of the grace, or None once a second step is set up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: TimedRequest) -> HttpResponse:
        user = request.user
        is_guarded = settings.SECOND_STEP_REQUIRED and request.path_info.startswith(STAFF_SITES)
        if not (is_guarded and user.is_authenticated and (user.is_coach or user.is_superuser)):
            return self.get_response(request)
        end = grace_end(user, now=request.now)
        if end and request.now >= end:
            messages.warning(
                request, _("Set up a second step first: you can see other people's data.")
            )
            return redirect("mfa_index")
        request.second_step_by = end
        return self.get_response(request)
