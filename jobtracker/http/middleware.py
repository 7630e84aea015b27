"""One clock a request, the admin pages' looser policy, and a page for what takes in forms alone."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

RELAXED = ("/coach/", "/admin/")


class TimedRequest(HttpRequest):
    """A request that knows when it came."""

    now: datetime


class ClockMiddleware:
    """Reads the clock once a request: views take ``request.now``, and pass it on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        return self.get_response(request)


class AdminPolicyMiddleware:
    """Relaxes the content security policy on the paths of the two admin sites.

    Their scripts need more than our own pages allow: there, and only there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(RELAXED):
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
                "style-src": [SELF, UNSAFE_INLINE],
            }
        return response


class MethodNotAllowedPageMiddleware:
    """Answers whoever opens the address of a form with a page, as for any other wrong address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            response.content = render_to_string("405.html", request=request)
        return response
