"""What arrives: mails and calendar files, laid into the Inbox; pages, only read."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import ValidationError

from accounts.access import owned_by
from api.http.auth import ApiRequest, lacks, needs
from api.http.body import json_of
from api.http.bounds import check_size
from api.http.declared import ALWAYS
from api.http.problems import Problem
from api.http.replies import reply
from api.http.words import errors_of
from api.models import Scope
from api.schemas.base import ProblemOut
from api.schemas.intake import PageIn, PageOut, known_out, posting_out
from api.schemas.suggestions import Received, laid
from applications.duplicates import duplicates_of
from applications.posting import read_posting
from applications.posting.identity import job_numbers
from inbox.models import ReceivedFile, Suggestion
from inbox.reading.bounds import MAX_BYTES
from inbox.reading.findings import TooMany, Unreadable
from inbox.room import has_room
from inbox.services.pending import read_now
from inbox.services.receive import receive
from inbox.uploads import problem_of

router = Router(tags=["inbox"])
MAIL, CALENDAR = "message/rfc822", "text/calendar"
LONGEST_PAGE = 3_000_000
"""How many characters of a page's source, or text, are taken."""
WAY = ReceivedFile.Way.UPLOAD
LOOKING_UP = (Scope.READ, Scope.CAPTURE)
LAYING = (Scope.SUGGEST, Scope.WRITE)
A_DAY = 24 * 60 * 60
REFUSALS: Mapping[int, type[ProblemOut]] = dict.fromkeys((*ALWAYS, 415, 422), ProblemOut)
FILE: Mapping[str, Any] = {"schema": {"type": "string", "format": "binary"}}
BODIES: Mapping[str, Any] = {
    "application/json": {"schema": PageIn.model_json_schema()},
    MAIL: FILE,
    CALENDAR: FILE,
}


@router.post(
    "/intake",
    response={200: PageOut | Received, 201: Received, **REFUSALS},
    auth=needs(*LOOKING_UP, *LAYING, most=MAX_BYTES),
    openapi_extra={"requestBody": {"required": True, "content": BODIES}},
)
def take_in(request: ApiRequest) -> HttpResponse:
    """Take in what has arrived, by its content type.

    A mail (message/rfc822) or a calendar file (text/calendar) is read at once and waits in the
    Inbox: 201, or 200 if all of it was here already. Of a page (application/json), what it says of
    the job is answered, and where you have that already; nothing is saved, and nothing fetched.

    No Idempotency-Key is needed or read: each mail and event is kept once, however often it is
    sent, and the second answer counts it as `known`.

    A page needs a key with the scope `read` or `capture`; a mail or a calendar file needs `suggest`
    or `write`.
    """
    if request.content_type == "application/json":
        _check_scope(request, LOOKING_UP)
        return reply(request, _page(request))
    if request.content_type not in (MAIL, CALENDAR):
        raise Problem(415, _("Send application/json, message/rfc822 or text/calendar."))
    _check_scope(request, LAYING)
    received = _received(request)
    return reply(request, received, status=201 if received.added else 200)


def _check_scope(request: ApiRequest, scopes: Iterable[Scope]) -> None:
    """Raise Problem 403 unless the key has one of these scopes."""
    if not any(request.key.may(scope) for scope in scopes):
        raise Problem(403, lacks(scope.value for scope in scopes))


def _received(request: ApiRequest) -> Received:
    """Store a mail, or each event of a calendar file, and read what is new. Raises Problem."""
    check_size(request, MAX_BYTES)
    content = request.read(MAX_BYTES + 1)
    if not has_room(request.owner, WAY, request.now):
        wait = {"Retry-After": str(A_DAY)}
        raise Problem(429, _("That's enough for one day. Add the others tomorrow."), headers=wait)
    try:
        receipts = receive(request.owner, content, way=WAY, now=request.now)
    except TooMany:
        raise Problem(422, _("This holds more than 100 events. Send a part of them.")) from None
    except Unreadable:
        raise Problem(422, problem_of(_("The file"), content)) from None
    new = [each.file for each in receipts if each.is_new]
    read = [read_now(file, now=request.now) for file in new]
    found = owned_by(request.owner, Suggestion).filter(file__in=[each.file for each in receipts])
    return Received(
        suggestions=[laid(row) for row in found.order_by("at", "pk")],
        added=len(new),
        known=len(receipts) - len(new),
        unread=read.count(None),
    )


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
        raise Problem(422, errors=errors_of(error.errors(), bare=True)) from None
    if sent.html is not None and sent.text is not None:
        raise Problem(422, errors=[("text", _("Send the source or the text, not both."))])
    if not (sent.url or sent.html or sent.text):
        raise Problem(422, errors=[("html", _("Send the page’s source, its text or its address."))])
    if len(sent.html or sent.text or "") > LONGEST_PAGE:
        raise Problem(413, _("A page may have 3 MB at most."))
    return sent
