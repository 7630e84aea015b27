"""A lock that cannot be had in time is an answer of its own: busy, try again."""

import sys
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views import defaults

LOCKED = ("database is locked", "database table is locked")
LOCK_STATES = {"55P03", "40P01", "40001"}
"""PostgreSQL: lock not available, deadlock, serialization failure."""
RETRY_AFTER = 5
HIDDEN = {"csrfmiddlewaretoken"}
SECRET = ("password", "code")


def is_busy(error: BaseException) -> bool:
    """Whether a database error only says that a lock could not be had in time."""
    state = getattr(error.__cause__, "sqlstate", None)
    return isinstance(error, OperationalError) and (state in LOCK_STATES or str(error) in LOCKED)


class BusyMiddleware:
    """Answers 503 where a lock could not be had, with a form that sends the same again.

    Nothing was written then. Passwords and files are not kept: the browser's own page still has
    them, one step back. For htmx, the page stays as it is, and a toast says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a view that waited for a lock in vain."""
        return busy(request) if is_busy(error) else None


def server_error(request: HttpRequest) -> HttpResponseBase:
    """The handler of errors outside of views, such as saving a session in the middleware."""
    error = sys.exc_info()[1]
    return busy(request) if error and is_busy(error) else defaults.server_error(request)


def busy(request: HttpRequest) -> HttpResponse:
    """The answer 503, with what was typed in the form that was sent."""
    context = {"typed": _typed(request), "is_whole": _is_whole(request)}
    response = render(request, "busy.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in HIDDEN
    ]


def _is_whole(request: HttpRequest) -> bool:
    """Whether the form can be sent again from the page; not with files or secrets in it."""
    secret = any(word in name for name in request.POST for word in SECRET)
    return request.method == "POST" and not request.FILES and not secret
