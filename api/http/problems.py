"""Problems as answers (RFC 9457): what is wrong, in which field, in the words of the forms."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

TYPE = "application/problem+json"
TITLES: Mapping[int, Any] = {
    400: _("The request can’t be read"),
    401: _("A key is needed"),
    403: _("This key may not do that"),
    404: _("Not found"),
    405: _("This address doesn’t take that method"),
    409: _("This conflicts with what is there"),
    412: _("This has changed since you read it"),
    413: _("The request is too large"),
    415: _("This kind of content isn’t taken"),
    422: _("Some fields need another look"),
    429: _("Too many requests"),
    500: _("Something broke here"),
    503: _("Not available just now"),
}
FieldErrors = Iterable[tuple[str, str]]


class Problem(Exception):
    """An answer that says what is wrong; raised anywhere below an operation."""

    def __init__(
        self,
        status: int,
        detail: Any = "",
        *,
        title: Any = "",
        errors: FieldErrors = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.title = title or TITLES.get(status) or HTTPStatus(status).phrase
        self.errors = list(errors)
        self.headers = dict(headers or {})


def problem_answer(problem: Problem) -> HttpResponse:
    """Return the answer for a problem."""
    body = {
        "type": "about:blank",
        "title": str(problem.title),
        "status": problem.status,
        "detail": str(problem.detail),
        "errors": [{"field": field, "message": str(message)} for field, message in problem.errors],
    }
    content = json.dumps(body, ensure_ascii=False)
    return HttpResponse(content, status=problem.status, content_type=TYPE, headers=problem.headers)
