"""What arrives: mails and calendar files, laid into the Inbox; pages, only read."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import ValidationError

from api.http.auth import ApiRequest, needs
from api.http.body import json_of
from api.http.declared import ALWAYS
from api.http.problems import Problem
from api.http.replies import reply
from api.http.words import errors_of
from api.models import Scope
from api.schemas.base import ProblemOut
from api.schemas.intake import PageIn, PageOut, known_out, posting_out
from applications.duplicates import duplicates_of
from applications.posting import read_posting
from applications.posting.identity import job_numbers

router = Router(tags=["inbox"])
LONGEST_PAGE = 3_000_000
"""How many characters of a page's source, or text, are taken."""
REFUSALS: Mapping[int, type[ProblemOut]] = dict.fromkeys((*ALWAYS, 415, 422), ProblemOut)
BODIES: Mapping[str, Any] = {
    "application/json": {"schema": PageIn.model_json_schema()},
}


@router.post(
    "/intake",
    response={200: PageOut, **REFUSALS},
    auth=needs(Scope.CAPTURE, Scope.SUGGEST, Scope.WRITE),
    openapi_extra={"requestBody": {"required": True, "content": BODIES}},
)
def take_in(request: ApiRequest) -> HttpResponse:
    """Read the page of a job, and say where you have it already. Nothing is saved or fetched."""
    if request.content_type != "application/json":
        raise Problem(415, _("Send a page as application/json."))
    return reply(request, _page(request))


def _page(request: ApiRequest) -> PageOut:
    sent = _sent(request)
    source = sent.html if sent.html is not None else sent.text
    owner = request.owner
    today = request.now.astimezone(owner.zone).date()
    posting = read_posting(source or "", sent.url, today=today)
    numbers = job_numbers(posting.text, posting.link or "")
    known = duplicates_of(owner, posting.company or "", posting.link or "", numbers)
    return PageOut(posting=posting_out(posting), known=known_out(known, owner.zone))


def _sent(request: ApiRequest) -> PageIn:
    """Return the page that was sent. Raises Problem."""
    check_size(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    try:
        sent = PageIn.model_validate(json_of(request.body, cleaned=True))
    except ValidationError as error:
        raise Problem(422, errors=errors_of(error.errors())) from None
    if sent.html is not None and sent.text is not None:
        raise Problem(422, errors=[("text", _("Send the source or the text, not both."))])
    if not (sent.url or sent.html or sent.text):
        raise Problem(422, errors=[("html", _("Send the page’s source, its text or its address."))])
    if len(sent.html or sent.text or "") > LONGEST_PAGE:
        raise Problem(413, _("A page may have 3 MB at most."))
    return sent


def check_size(request: ApiRequest, most: int) -> None:
    """Raise Problem 413 for a body that says it is longer, before it is read."""
    said = str(request.META.get("CONTENT_LENGTH") or "")
    if said.isdecimal() and int(said) > most:
        detail = _("This may have %(size)s MB at most.") % {"size": most // 1_000_000}
        raise Problem(413, detail)
