"""Every refusal below the API's address is a problem document, whoever gives it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from api.http.problems import TYPE, Problem, problem_answer

BELOW = ("/api/", "/mcp")
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class ProblemMiddleware:
    """Puts a problem document in the place of the site's pages for errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_refusal = answer.status_code >= HTTPStatus.BAD_REQUEST
        if not is_refusal or not request.path_info.startswith(BELOW):
            return answer
        if answer.get("Content-Type", "").startswith((TYPE, "application/json")):
            return answer
        headers = {name: answer[name] for name in KEPT if name in answer}
        return problem_answer(Problem(answer.status_code, headers=headers))
