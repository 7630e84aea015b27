"""A database that cannot be used just now is an answer of its own: 503, try again.

Either a lock cannot be had in time, or the database is away. Nothing was saved then.
"""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

LOCKED = ("database is locked", "database table is locked")
LOCK_STATES = {"55P03", "40P01", "40001"}
"""PostgreSQL: lock not available, deadlock, serialization failure."""
AWAY_STATES = ("08", "53", "57P0")
"""PostgreSQL: no connection, no room for one more, shutting down or starting."""
AWAY_FILES = ("SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR")
RETRY_AFTER = 5
RETRY_LATER = 30
HIDDEN = {"csrfmiddlewaretoken"}
SECRET = ("password", "code")
UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError, DatabaseError)
"""What keeps a form from being read; Django's page about a refused one needs the database."""

logger = logging.getLogger(__name__)


def is_busy(error: BaseException) -> bool:
    """Whether a database error only says that a lock could not be had in time."""
    state = getattr(error.__cause__, "sqlstate", None)
    return isinstance(error, OperationalError) and (state in LOCK_STATES or str(error) in LOCKED)


def is_away(error: BaseException) -> bool:
    """Whether a database error says that the database cannot be reached, read or written.

    The driver of PostgreSQL knows no state for a connection that it could not make, or lost.
    """
    cause = error.__cause__
    if not isinstance(error, OperationalError) or cause is None:
        return False
    if name := getattr(cause, "sqlite_errorname", ""):
        return str(name).startswith(AWAY_FILES)
    state = getattr(cause, "sqlstate", "none")
    return state is None or state.startswith(AWAY_STATES)


class BusyMiddleware:
    """Answers 503 where the database cannot be used, with a form that sends the same again.

    Nothing was written then. Passwords and files are not kept: the browser's own page still has
    them, one step back. For htmx, the page stays as it is, and a toast says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a view that waited for a lock in vain, or whose database is away."""
        return unavailable(request, error)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """The handler of errors outside of views, such as reading a session in the middleware."""
    error = sys.exc_info()[1]
    return (error and unavailable(request, error)) or defaults.server_error(request)


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """The answer 503 if the database is busy or away; None for any other error."""
    if is_busy(error):
        return busy(request)
    if not is_away(error):
        return None
    logger.error("the database cannot be used: %s", type(error.__cause__).__name__)
    return away(request)


def busy(request: HttpRequest) -> HttpResponse:
    """The answer 503, with what was typed in the form that was sent."""
    response = render(request, "busy.html", _kept(request), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def away(request: HttpRequest) -> HttpResponse:
    """The same without the database, which holds who is signed in."""
    context = {**_kept(request), "request": request, "csrf_token": get_token(request)}
    response = HttpResponse(render_to_string("503_database.html", context), status=503)
    response["Retry-After"] = str(RETRY_LATER)
    return response


def _kept(request: HttpRequest) -> dict[str, object]:
    """What was typed, and whether the form can be sent again from the page.

    It cannot with files or secrets in it, if it cannot be read, or if another site sent it.
    """
    sent, is_whole = QueryDict(), False
    with suppress(*UNREADABLE):
        if request.method == "POST" and _is_ours(request):
            sent = request.POST
            secret = any(word in name for name in sent for word in SECRET)
            is_whole = not request.FILES and not secret
    typed = [
        (name, value) for name, values in sent.lists() for value in values if name not in HIDDEN
    ]
    return {"typed": typed, "is_whole": is_whole}


def _is_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form; the check may not have come yet."""
    check = CsrfViewMiddleware(lambda request: HttpResponse())
    return check.process_view(request, away, (), {}) is None
