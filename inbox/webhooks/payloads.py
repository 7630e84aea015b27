"""What each provider posts: the mail, as it came where that is given, and whom it is for."""

import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from email.policy import compat32
from typing import Any

from inbox.reading.charsets import to_text
from inbox.webhooks.compose import Attachment, compose
from inbox.webhooks.request import HookRequest

UNFIT = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What is raised where something has another form than it should."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A raw mail, and the addresses that it was delivered to."""

    recipients: tuple[str, ...]
    content: bytes


def deliveries(provider: str, request: HookRequest) -> list[Delivery]:
    """Return the mails of a request. Raises BadPayload for what the provider would not send."""
    try:
        return list(READERS[provider](request))
    except UNFIT as error:
        raise BadPayload(f"not a mail of {provider}") from error


class BadPayload(ValueError):
    """A request that holds no mail in the form of its provider."""


def _mailgun(request: HookRequest) -> Iterator[Delivery]:
    recipients = _split(request.field("recipient").decode())
    raw = request.field("body-mime")
    if not raw:
        raw = compose(
            [
                (str(name), str(value))
                for name, value in json.loads(request.field("message-headers"))
            ],
            text=request.field("body-plain").decode("utf-8", "replace"),
            html=request.field("body-html").decode("utf-8", "replace"),
            attachments=_files(request),
        )
    yield Delivery(recipients, raw)


def _sendgrid(request: HookRequest) -> Iterator[Delivery]:
    recipients = tuple(json.loads(request.field("envelope"))["to"])
    raw = request.field("email")
    if not raw:
        charsets = json.loads(request.field("charsets") or b"{}")
        message = HeaderParser(policy=compat32).parsestr(to_text(request.field("headers")))
        raw = compose(
            [(name, str(value)) for name, value in message.items()],
            text=to_text(request.field("text"), str(charsets.get("text", ""))),
            html=to_text(request.field("html"), str(charsets.get("html", ""))),
            attachments=_files(request),
        )
    yield Delivery(recipients, raw)


def _postmark(request: HookRequest) -> Iterator[Delivery]:
    sent = json.loads(request.body)
    hidden = [str(each["Email"]) for each in sent.get("BccFull") or []]
    recipients = tuple(filter(None, [sent.get("OriginalRecipient"), *hidden]))
    if raw := sent.get("RawEmail"):
        yield Delivery(recipients, _bytes(raw))
        return
    files = [
        Attachment(str(each.get("Name", "")), str(each["ContentType"]), b64decode(each["Content"]))
        for each in sent.get("Attachments") or []
    ]
    text, html = str(sent.get("TextBody") or ""), str(sent.get("HtmlBody") or "")
    yield Delivery(
        recipients, compose(_postmark_headers(sent), text=text, html=html, attachments=files)
    )


def _postmark_headers(sent: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the headers that Postmark gives as lines, and those that it gives by themselves."""
    lines = [(str(each["Name"]), str(each["Value"])) for each in sent.get("Headers") or []]
    people = [(name, _people(sent.get(f"{name}Full"))) for name in ("From", "To", "Cc")]
    given = [(name, str(sent.get(name) or "")) for name in ("Subject", "Date")]
    known = {name.lower() for name, _ in lines}
    more = [*people, *given, ("Reply-To", str(sent.get("ReplyTo") or ""))]
    return [*lines, *((name, value) for name, value in more if value and name.lower() not in known)]


def _people(full: Any) -> str:
    people = [full] if isinstance(full, dict) else full or []
    return ", ".join(f"{_quoted(each.get('Name'))} <{each['Email']}>".strip() for each in people)


def _quoted(name: str | None) -> str:
    return '"' + name.replace("\\", "").replace('"', "") + '"' if name else ""


def _mandrill(request: HookRequest) -> Iterator[Delivery]:
    for event in json.loads(request.field("mandrill_events")):
        if event.get("event") == "inbound":
            yield Delivery((event["msg"]["email"],), _bytes(event["msg"]["raw_msg"]))


def _sparkpost(request: HookRequest) -> Iterator[Delivery]:
    for event in json.loads(request.body):
        if "relay_message" in event["msys"]:
            mail = event["msys"]["relay_message"]
            content = mail["content"]
            is_encoded = content.get("email_rfc822_is_base64")
            yield Delivery((mail["rcpt_to"],), _bytes(content["email_rfc822"], is_encoded))


def _postal(request: HookRequest) -> Iterator[Delivery]:
    sent = json.loads(request.body)
    yield Delivery((sent["rcpt_to"],), _bytes(sent["message"], sent.get("base64")))


def _bytes(text: str, is_encoded: object = False) -> bytes:
    return b64decode(text) if is_encoded else text.encode("utf-8", "replace")


def _files(request: HookRequest) -> list[Attachment]:
    return [Attachment(each.filename, each.content_type, each.content) for each in request.files()]


def _split(recipients: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in recipients.split(","))))


READERS: Mapping[str, Callable[[HookRequest], Iterable[Delivery]]] = {
    "mailgun": _mailgun,
    "mandrill": _mandrill,
    "postal": _postal,
    "postmark": _postmark,
    "sendgrid": _sendgrid,
    "sparkpost": _sparkpost,
}
