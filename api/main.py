"""The API: its operations, and how it answers what goes wrong."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError as ModelInvalid
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from accounts.reading import reading_as
from api.http.auth import ApiRequest
from api.http.body import StrictParser
from api.http.forms import invalid
from api.http.problems import Problem, problem_answer
from api.http.words import errors_of
from api.resources import applications, overview, plans, reminders
from jobtracker.cache import CacheUnavailable
from jobtracker.http.busy import is_away, is_busy

VERSION = "1"
RETRY_SECONDS = 5
logger = logging.getLogger(__name__)

api = NinjaAPI(
    title="Jobtracker",
    version=VERSION,
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
)


def in_their_terms(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Run an operation in the time zone, the language and the formats of the key's owner."""

    @wraps(operation)
    def run(request: ApiRequest, *args: Any, **kwargs: Any) -> Any:
        if not hasattr(request, "owner"):
            return operation(request, *args, **kwargs)
        with reading_as(request.owner):
            return operation(request, *args, **kwargs)

    return run


api.add_decorator(in_their_terms, mode="operation")
for resource in (applications, overview, plans, reminders):
    api.add_router("", resource.router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_answer(problem)


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    detail = _("Send a valid key: Authorization: Bearer jt_…")
    return problem_answer(Problem(401, detail, headers={"WWW-Authenticate": "Bearer"}))


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
    return problem_answer(Problem(error.status_code, str(error)))


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, CacheUnavailable) or is_busy(error) or is_away(error):
        logger.error("the API cannot answer: %s", type(error).__name__)
        return problem_answer(Problem(503, headers={"Retry-After": str(RETRY_SECONDS)}))
    logger.error("the API broke", exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return problem_answer(Problem(500))
