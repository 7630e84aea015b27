"""The API: its operations, and how it answers what goes wrong."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as ModelInvalid
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation

from accounts.reading import reading_as
from api.http.auth import CHALLENGE, ApiRequest
from api.http.body import UNFIT, StrictParser
from api.http.forms import invalid
from api.http.problems import Problem, problem_answer
from api.http.words import errors_of
from api.routers import ROUTERS
from jobtracker.cache import CacheUnavailable
from jobtracker.http.busy import is_away, is_busy

VERSION = "1"
RETRY_SECONDS = 5
logger = logging.getLogger(__name__)


class Api(NinjaAPI):
    """The API, whose operations are called as their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name by which clients know an operation."""
        return operation.view_func.__name__


api = Api(
    title="Jobtracker",
    version=VERSION,
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
)


def in_their_terms(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Run an operation in the time zone, the language and the formats of the key's owner.

    An address with characters that no row can hold is the address of nothing.
    """

    @wraps(operation)
    def run(request: ApiRequest, *args: Any, **kwargs: Any) -> Any:
        if any(isinstance(each, str) and UNFIT.search(each) for each in kwargs.values()):
            raise Http404
        if not hasattr(request, "owner"):
            return operation(request, *args, **kwargs)
        with reading_as(request.owner):
            return operation(request, *args, **kwargs)

    return run


api.add_decorator(in_their_terms, mode="operation")
for router in ROUTERS:
    api.add_router("", router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_answer(problem)


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    detail = _("Send a valid key: Authorization: Bearer jt_…")
    return problem_answer(Problem(401, detail, headers=CHALLENGE))


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem_answer(Problem(422, errors=errors_of(error.errors)))


@api.exception_handler(ModelInvalid)
def _refused(request: HttpRequest, error: ModelInvalid) -> HttpResponse:
    return problem_answer(invalid(error))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem_answer(Problem(404, _("There is nothing of yours at this address.")))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    # What a body can't be read for reaches this handler inside of the library's own error.
    cause = error.__cause__
    if not isinstance(cause, Problem):
        cause = Problem(error.status_code, str(error))
    return problem_answer(cause)


UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)
STATUSES: Mapping[type[Exception], int] = {
    **dict.fromkeys(UNREADABLE, 400),
    PermissionDenied: 403,
    RequestDataTooBig: 413,
}


def _as_problem(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    kinds = type(error).__mro__
    return problem_answer(Problem(next(STATUSES[kind] for kind in kinds if kind in STATUSES)))


for kind in STATUSES:
    api.add_exception_handler(kind, _as_problem)


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, CacheUnavailable) or is_busy(error) or is_away(error):
        logger.error("the API cannot answer: %s", type(error).__name__)
        return problem_answer(Problem(503, headers={"Retry-After": str(RETRY_SECONDS)}))
    logger.error("the API broke", exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return problem_answer(Problem(500))
