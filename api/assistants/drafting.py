"""The tool that drafts a note with its checks; nothing is saved or sent."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _
from pydantic import Field

from accounts.access import get_owned_or_404
from api.http.auth import ApiRequest
from api.http.problems import Problem
from api.schemas.base import Id, In, Out
from applications.models import Message
from followups.actions import ACTIONS
from notes import standalone
from notes.editor import NoteEditor
from notes.from_reminder import reminders_to_write, writing
from notes.page import as_typed, draft_page


class DraftInput(In):
    """A note that a reminder asks for; or one about an application, with its purpose."""

    reminder: Id | None = Field(None, description="The reminder that asks for the note.")
    application: Id | None = None
    purpose: Message.Purpose | None = Field(None, description="Of a note about an application.")
    contact: Id | None = Field(None, description="To which of your contacts.")
    reference: Id | None = Field(None, description="To which of your references.")
    interview: Id | None = Field(None, description="For which interview a note says thanks.")


class CheckOut(Out):
    """What was checked in the text."""

    good: bool
    says: str


class DraftOut(Out):
    """A draft for you to change and send: nothing is saved.

    `wait` says why it should not go out yet, `kept` that it is the draft you began on the site.
    """

    title: str
    to: str
    email: str
    channel: str
    advice: str
    subject: str
    body: str
    kept: bool
    checks: list[CheckOut]
    wait: str
    url: str


def draft(request: ApiRequest, sent: DraftInput) -> DraftOut:
    """Return a draft of the note that is asked for."""
    note = _note(request, sent)
    page = draft_page(note, request.now)
    typed, reader = as_typed(page["form"]), page["reader"]
    return DraftOut(
        title=str(page["title"]),
        to=reader.name if reader else "",
        email=reader.email if reader else "",
        channel=page["form"]["channel"].value() or "",
        advice=page["advice"].reason,
        subject=typed.subject,
        body=typed.body,
        kept=page["is_kept"],
        checks=[CheckOut(good=each.is_good, says=str(each.text)) for each in page["checks"]],
        wait=str(page["wait"]),
        url=f"{settings.SITE_URL}{note.url}",
    )


def _note(request: ApiRequest, sent: DraftInput) -> NoteEditor:
    owner, now = request.owner, request.now
    if sent.reminder is not None:
        return _asked_for(request, sent.reminder)
    if sent.application is None or sent.purpose is None:
        text = _("Name a reminder, or an application and the purpose of the note.")
        raise Problem(422, errors=[("purpose" if sent.application else "reminder", text)])
    to = f"r{sent.reference}" if sent.reference else f"c{sent.contact}" if sent.contact else ""
    wanted = standalone.NoteRequest(sent.purpose, to, str(sent.interview or ""))
    try:
        note = standalone.of_application(owner, sent.application, wanted, now)
    except Http404:
        text = _("There is no such note about this application. Check the ids and the purpose.")
        raise Problem(422, text) from None
    return _asked_for(request, note.live) if note.live else note


def _asked_for(request: ApiRequest, pk: int) -> NoteEditor:
    rows: Any = reminders_to_write(request.owner, request.now)
    row = get_owned_or_404(request.owner, rows, pk=pk)
    if not ACTIONS[row.rule].purpose:
        raise Problem(422, _("This reminder asks for no note."))
    return writing(row, request.now)
