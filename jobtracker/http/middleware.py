"""One id and one clock a request, the admin pages' looser policy, a page for wrong methods."""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from time import perf_counter
from uuid import uuid4

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from jobtracker.logging import current_id

ID_HEADER = "X-Request-ID"
FIT = re.compile(r"[A-Za-z0-9_.-]{8,64}")
RELAXED = ("/coach/", "/admin/")

requests = logging.getLogger("jobtracker.requests")


class TimedRequest(HttpRequest):
    """A request that knows when it came."""

    now: datetime


class RequestIdMiddleware:
    """Gives each request an id, and logs it.

    The id is the proxy's, where it sends a fit one; the answer names it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get(ID_HEADER, "")
        token = current_id.set(sent if FIT.fullmatch(sent) else uuid4().hex)
        start = perf_counter()
        try:
            response = self.get_response(request)
            response[ID_HEADER] = current_id.get()
            _tell(request, response, perf_counter() - start)
        finally:
            current_id.reset(token)
        return response


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """One line a page: its pattern and not its address, since some addresses are keys."""
    if match := request.resolver_match:
        took = round(seconds * 1000)
        requests.info("%s %s %s %s ms", request.method, match.route, response.status_code, took)


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
