"""Middleware: what can be read of a request, its id and time, and pages for 405 and 503."""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from time import perf_counter
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from jobtracker.cache import CacheUnavailable
from jobtracker.http.charsets import UNREADABLE
from jobtracker.logging import current_id

ID_HEADER = "X-Request-ID"
ID_SENT = "HTTP_X_REQUEST_ID"
FIT = re.compile(r"[A-Za-z0-9_.-]{8,64}")
URLS_SENT = ("HTTP_REFERER", "HTTP_HX_CURRENT_URL")
"""Headers that hold the URL of the page from which a request comes."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
RETRY_SECONDS = 30

logger = logging.getLogger(__name__)
requests = logging.getLogger("jobtracker.requests")


class TimedRequest(HttpRequest):
    """A request with the time at which it arrived."""

    now: datetime
    second_step_by: datetime | None = None


class RequestIdMiddleware:
    """Gives each request an id, logs the request, and returns the id in a header.

    The id is the proxy's own if it is valid.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # `request.headers` copies META, from which unreadable headers are still to be dropped.
        sent = request.META.get(ID_SENT, "")
        token = current_id.set(sent if FIT.fullmatch(sent) else uuid4().hex)
        start = perf_counter()
        try:
            response = self.get_response(request)
            response[ID_HEADER] = current_id.get()
            _log_request(request, response, perf_counter() - start)
        finally:
            current_id.reset(token)
        return response


def _log_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Log the URL pattern rather than the URL, since some URLs contain secrets."""
    if match := request.resolver_match:
        took = round(seconds * 1000)
        requests.info("%s %s %s %s ms", request.method, match.route, response.status_code, took)


class ReadableRequestMiddleware:
    """Drops headers that are no URLs; a form in another charset than UTF-8 is answered 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in URLS_SENT:
            if not _is_url(request.META.get(name, "")):
                del request.META[name]
        charset = (request.content_params or {}).get("charset")
        if charset == UNREADABLE and request.content_type in FORMS:
            raise BadRequest("A form must be in UTF-8.")
        return self.get_response(request)


def _is_url(text: str) -> bool:
    try:
        urlsplit(text)
        urlsplit(unquote(text))  # htmx may say that it quoted the URL
    except ValueError:
        return False
    return True


class ClockMiddleware:
    """Sets ``request.now``, the only time that views use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        return self.get_response(request)


class MethodNotAllowedPageMiddleware:
    """Shows an error page when a POST-only URL is opened with GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            response.content = render_to_string("405.html", request=request)
        return response


class CacheOutageMiddleware:
    """Answers 503, in plain words, where a view cannot do without the cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Return the page for an unavailable cache; leave other exceptions alone."""
        if not isinstance(problem, CacheUnavailable):
            return None
        logger.error("the cache cannot be used: %s", problem)
        response = render(request, "503_cache.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
