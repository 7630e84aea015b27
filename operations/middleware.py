"""Lets the health checks answer while the database, which holds the sessions, is down."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEALTH = "/health/"


class HealthWithoutSessionMiddleware:
    """Takes the session cookie from requests for health, so that nothing looks it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(HEALTH):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)
