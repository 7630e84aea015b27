"""Debriefs: what was noticed and said in an interview."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE
from api.http.forms import check
from api.http.problems import Problem
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, writing
from api.schemas.interviews import DebriefOut, NewDebrief, debrief_shown
from applications.forms.interview_page import DebriefForm
from applications.interview_page import InterviewPage, page_of
from applications.services import remove_debrief

router = Router(tags=["interviews"])
PATH = "/interviews/{int:pk}/debrief"


@router.get(PATH, response={200: DebriefOut, **ONE}, auth=READS)
def get_debrief(request: ApiRequest, pk: int) -> HttpResponse:
    """Read the debrief of an interview; 404 while there is none."""
    return reply(request, _out(page_of(request.owner, pk, request.now)))


@router.post(PATH, response={201: DebriefOut, **CREATING}, auth=WRITES)
@creating
def add_debrief(request: ApiRequest, pk: int, sent: NewDebrief) -> HttpResponse:
    """Write down how it went, once the interview has begun; what was written before is replaced.

    What they said about when you will hear becomes an event of the application, dated to the end
    of the interview. A debrief sent later replaces that event too.
    """
    return reply(request, _written(request, pk, sent), status=201, location=request.path)


@router.put(PATH, response={200: DebriefOut, **CHANGING}, auth=WRITES)
@writing
def replace_debrief(request: ApiRequest, pk: int, sent: NewDebrief) -> HttpResponse:
    """Write down how it went, as by POST; `If-Match` keeps it from replacing another change."""
    page = page_of(request.owner, pk, request.now)
    if page.debrief:
        check_match(request, _out(page))
    return reply(request, _written(request, pk, sent))


@router.delete(PATH, response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_debrief(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete a debrief. A date they named stays an event of the application."""
    page = page_of(request.owner, pk, request.now)
    check_match(request, _out(page))
    if page.debrief:
        remove_debrief(page.debrief, now=request.now)
    return no_content()


def _written(request: ApiRequest, pk: int, sent: NewDebrief) -> DebriefOut:
    page = page_of(request.owner, pk, request.now)
    data, names = _typed(sent, page)
    check(DebriefForm(data, page=page), names).write(now=request.now)
    return _out(page_of(request.owner, pk, request.now))


def _out(page: InterviewPage) -> DebriefOut:
    if page.debrief is None:
        raise Http404
    return debrief_shown(page, page.debrief)


def _typed(sent: NewDebrief, page: InterviewPage) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what was sent as the form takes it, and the API's names of the form's fields."""
    data = sent.model_dump(exclude={"news_by", "ask_on", "no_contact", "topics"})
    frame, name = _frame(sent)
    data |= {"frame": frame, "day": sent.news_by or sent.ask_on}
    names = {"day": name, "frame": name}
    known = {person.pk for person in page.people}
    for number, topic in enumerate(sent.topics):
        if topic.contact not in known:
            text = _("This is none of the interviewers.")
            raise Problem(422, errors=[(f"topics.{number}.contact", text)])
        data[f"topic_{topic.contact}"] = topic.text
        names[f"topic_{topic.contact}"] = f"topics.{number}.text"
    return data, names


def _frame(sent: NewDebrief) -> tuple[str, str]:
    """Return what they said about when you will hear, and the field that says it."""
    if sent.ask_on and (sent.news_by or sent.no_contact):
        text = _("Send this or what else they said about when you will hear, not both.")
        raise Problem(422, errors=[("ask_on", text)])
    if sent.no_contact:
        return "no_contact", "news_by"
    return ("ask_on", "ask_on") if sent.ask_on else ("news_by" if sent.news_by else "", "news_by")
