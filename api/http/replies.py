"""Answers with a tag by which a later request says what it has read (``ETag``, RFC 9110)."""

from hashlib import sha256
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from pydantic import BaseModel

from api.http.problems import Problem

JSON = "application/json"


def etag_of(content: str) -> str:
    """Return the tag of an answer's content."""
    return quote_etag(sha256(content.encode()).hexdigest()[:32])


def reply(
    request: HttpRequest, body: BaseModel, *, status: int = 200, location: str = ""
) -> HttpResponse:
    """Return the answer with a body and its ETag; 304 to a GET that has it already."""
    content = body.model_dump_json()
    tag = etag_of(content)
    if request.method in ("GET", "HEAD") and _names(request, "If-None-Match", tag):
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    answer = HttpResponse(content, status=status, content_type=JSON, headers={"ETag": tag})
    if location:
        answer["Location"] = location
    return answer


def no_content() -> HttpResponse:
    """Return the answer 204."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def check_match(request: HttpRequest, current: BaseModel) -> None:
    """Raise Problem 412 if ``If-Match`` names another state than the current one."""
    wanted = request.headers.get("If-Match")
    if wanted and not _names(request, "If-Match", etag_of(current.model_dump_json())):
        raise Problem(412, _("Read it again, and send your change on top of that."))


def _names(request: HttpRequest, header: str, tag: str) -> bool:
    # Proxies that compress weaken our tags ("W/"), which are of the content all the same.
    named = [each.removeprefix("W/") for each in parse_etags(request.headers.get(header, ""))]
    return tag in named or named == ["*"]
