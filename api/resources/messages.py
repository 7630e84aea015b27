"""Messages that were sent: about an application or to a reference; list, record, correct."""

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE
from api.http.forms import check, held_by
from api.http.paging import Paging, page_of
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, token_of, writing
from api.resources.owned import named
from api.schemas.messages import (
    MessageFields,
    MessageOut,
    Messages,
    NewMessage,
    NewMessageToReference,
    shown,
)
from applications.forms import EditMessageForm
from applications.forms.references import SentToReferenceForm, owned_reference
from applications.forms.sent import ExactSentForm
from applications.models import Application, Message
from applications.services import record_message, remove_message
from references.models import Contact, Reference

router = Router(tags=["messages"])
APPLICATIONS = Application.objects.select_related("owner", "company")
ROWS = Message.objects.select_related("owner", "application", "interview", "reference__contact")
PEOPLE = {"c": ("contact", Contact), "r": ("reference", Reference)}


@router.get("/applications/{int:pk}/messages", response={200: Messages, **ONE}, auth=READS)
def list_messages(request: ApiRequest, pk: int, asked: Query[Paging]) -> HttpResponse:
    """List the messages about an application, the first sent first."""
    application = get_owned_or_404(request.owner, Application, pk=pk)
    return page_of(
        owned_by(request.owner, Message).filter(application=application), asked, shown, sort="at"
    )


@router.post("/applications/{int:pk}/messages", response={201: MessageOut, **CREATING}, auth=WRITES)
@creating
def add_message(request: ApiRequest, pk: int, sent: NewMessage) -> HttpResponse:
    """Record what you sent about an application; reminders that it settles are done.

    A withdraw_note ends the application, if it has not ended. An ask_reference marks a reference as
    asked. A note to the person who referred you goes to them, unless `to` names somebody else.
    """
    application = get_owned_or_404(request.owner, APPLICATIONS, pk=pk)
    data = sent.model_dump() | {"token": token_of(request), "at": sent.at or request.now}
    data["to"] = _reader(request.owner, sent.to)
    form = check(ExactSentForm(data, application=application, now=request.now))
    (message,) = form.record(now=request.now)
    return _added(request, message.pk)


def _reader(owner: User, to: str | None) -> str:
    """Return the reader as the form names them. Raises Problem 422 if there is no such person."""
    if to is None:
        return ""
    kind, model = PEOPLE[to[0]]
    return f"{kind}-{named(owner, model, int(to[1:]), 'to').pk}"


@router.get("/references/{int:pk}/messages", response={200: Messages, **ONE}, auth=READS)
def list_messages_to_reference(request: ApiRequest, pk: int, asked: Query[Paging]) -> HttpResponse:
    """List the messages to a reference, about all applications and none, the first sent first."""
    reference = get_owned_or_404(request.owner, Reference, pk=pk)
    return page_of(
        owned_by(request.owner, Message).filter(reference=reference), asked, shown, sort="at"
    )


@router.post("/references/{int:pk}/messages", response={201: MessageOut, **CREATING}, auth=WRITES)
@creating
def add_message_to_reference(
    request: ApiRequest, pk: int, sent: NewMessageToReference
) -> HttpResponse:
    """Record what you sent to a reference; reminders that it settles are done.

    An ask_reference marks them as asked, if they were not asked yet.
    """
    reference = get_owned_or_404(request.owner, owned_reference(request.owner), pk=pk)
    data = sent.model_dump() | {"token": token_of(request)}
    form = check(SentToReferenceForm(data, reference=reference, now=request.now))
    typed = form.cleaned_data
    message = record_message(
        request.owner,
        typed["purpose"],
        at=typed["at"] or request.now,
        token=typed["token"],
        now=request.now,
        application=typed["application"],
        reference=reference,
        channel=typed["channel"],
        body=typed["text"],
    )
    return _added(request, message.pk)


@router.get("/messages/{int:pk}", response={200: MessageOut, **ONE}, auth=READS)
def get_message(request: ApiRequest, pk: int) -> HttpResponse:
    """Read a message."""
    return reply(request, shown(get_owned_or_404(request.owner, Message, pk=pk)))


@router.patch("/messages/{int:pk}", response={200: MessageOut, **CHANGING}, auth=WRITES)
@writing
def change_message(request: ApiRequest, pk: int, sent: MessageFields) -> HttpResponse:
    """Correct when and how a message was sent, and its text.

    The end of an application that it told moves along. To change its purpose or its reader, delete
    it and record another.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    fields = sent.sent()
    if "text" in fields:
        fields["body"] = fields.pop("text")
    data = held_by(EditMessageForm(message=row, now=request.now)) | fields
    form = check(EditMessageForm(data, message=row, now=request.now), {"body": "text"})
    form.correct(now=request.now)
    return reply(request, shown(get_owned_or_404(request.owner, Message, pk=pk)))


@router.delete("/messages/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_message(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete a message; what it had settled is due again.

    An application that ended by it goes on, and a reference who was asked by it alone is not asked.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    remove_message(row, now=request.now)
    return no_content()


def _added(request: ApiRequest, pk: int) -> HttpResponse:
    row = get_owned_or_404(request.owner, Message, pk=pk)
    return reply(request, shown(row), status=201, location=reverse("api-v1:get_message", args=[pk]))
