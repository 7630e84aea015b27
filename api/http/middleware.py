"""Every answer below the API's address: problems as documents, HEAD, and nothing for caches."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from api.http.problems import TYPE, Problem, problem_answer

BELOW = ("/api/", "/mcp")
OF_THE_PAGE = {"content-type", "content-length", "content-encoding", "content-language"}
"""Headers about the page for an error, which do not hold for the document in its place."""


class ProblemMiddleware:
    """Puts a problem document in the place of the site's pages for errors.

    HEAD is answered as GET is, without the content. Where a key is sent, a session counts for
    nothing: neither its user nor their language. No cache may keep an answer for somebody else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BELOW):
            return self.get_response(request)
        if "HTTP_AUTHORIZATION" in request.META:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        answer = _told(self._asked(request))
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        return answer

    def _asked(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        try:
            answer = self.get_response(request)
        finally:
            request.method = "HEAD"
        answer.content = b""
        return answer


def _told(answer: HttpResponse) -> HttpResponse:
    """Return the answer; a problem document with its headers if it is a page for an error."""
    is_ours = answer.get("Content-Type", "").startswith((TYPE, "application/json"))
    if answer.status_code < HTTPStatus.BAD_REQUEST or is_ours:
        return answer
    told = problem_answer(Problem(answer.status_code))
    for name, value in answer.items():
        if name.lower() not in OF_THE_PAGE:
            told[name] = value
    if "GET" in told.get("Allow", ""):
        told["Allow"] += ", HEAD"
    return told
