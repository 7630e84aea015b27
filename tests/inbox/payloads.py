"""What providers post for a mail, in the forms that they have, signed as they sign."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECRET = "inbox:0123456789abcdef"
KEY = "signing-key-of-the-tests"
HOST = "http://testserver"
BOUNDARY = "xYzZY"
POSTAL = rsa.generate_private_key(public_exponent=65537, key_size=2048)
POSTAL_PEM = POSTAL.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
ANYMAIL = {
    "WEBHOOK_SECRET": SECRET,
    "MAILGUN_WEBHOOK_SIGNING_KEY": KEY,
    "MANDRILL_WEBHOOK_KEY": KEY,
    "POSTAL_WEBHOOK_KEY": "".join(POSTAL_PEM.decode().splitlines()[1:-1]),
}
ICS = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@harbour.example\r\n"
    b"DTSTART:20260401T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
HEADERS = {
    "From": '"Ruiz, Ana" <ana@harbour.example>',
    "To": "Robin <seeker@test.example>",
    "Subject": "Your application – Zürich",
    "Date": "Thu, 19 Mar 2026 10:00:00 +0000",
    "Message-ID": "<One.1@harbour.example>",
    "Content-Type": 'multipart/mixed; boundary="theirs"',
    "MIME-Version": "1.0",
}
TEXT = "Dear Robin,\n\nthank you for your application. Grüße\n"


@dataclass(frozen=True)
class Post:
    """A request as it is sent."""

    path: str
    body: bytes
    content_type: str
    headers: Mapping[str, str]


def basic(secret: str = SECRET) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(secret.encode()).decode()}


def form(fields: Mapping[str, bytes], files: Mapping[str, tuple[str, str, bytes]]) -> bytes:
    """A form in parts, as programs build it."""
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value
        for name, value in fields.items()
    ]
    parts += [
        f'Content-Disposition: form-data; name="{name}"; filename="{file[0]}"\r\n'
        f"Content-Type: {file[1]}\r\n\r\n".encode()
        + file[2]
        for name, file in files.items()
    ]
    return b"".join(f"--{BOUNDARY}\r\n".encode() + each + b"\r\n" for each in parts) + (
        f"--{BOUNDARY}--\r\n".encode()
    )


def in_parts(path: str, fields: Mapping[str, bytes], **files: tuple[str, str, bytes]) -> Post:
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return Post(path, form(fields, files), kind, basic())


def as_json(path: str, sent: Any, **headers: str) -> Post:
    return Post(path, json.dumps(sent).encode(), "application/json", {**basic(), **headers})


def mailgun_signed(key: str = KEY) -> dict[str, bytes]:
    token, timestamp = "06c96bafc3f42a66b9edd546347a2fe18dc23461fe80dc52f0", "1773910800"
    signature = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    signed = {"token": token, "timestamp": timestamp, "signature": signature}
    return {name: value.encode() for name, value in signed.items()}


def mailgun_raw(to: str, raw: bytes, key: str = KEY) -> Post:
    fields = {"recipient": to.encode(), "sender": b"ana@harbour.example", "body-mime": raw}
    return in_parts("mailgun/mime/", {**fields, **mailgun_signed(key)})


def mailgun_parsed(to: str, raw: bytes, key: str = KEY) -> Post:
    fields = {
        "recipient": f"{to}, other@jobs.example".encode(),
        "message-headers": json.dumps(list(HEADERS.items())).encode(),
        "body-plain": TEXT.encode(),
        "body-html": b"<p>Dear Robin,</p>",
        "attachment-count": b"1",
        **mailgun_signed(key),
    }
    return in_parts("mailgun/", fields, **{"attachment-1": ("invite.ics", "text/calendar", ICS)})


def mailgun_short(to: str, raw: bytes, key: str = KEY) -> Post:
    """Without files it sends a plain form."""
    fields = {
        "recipient": to,
        "message-headers": json.dumps(list(HEADERS.items())),
        "body-plain": TEXT,
        **mailgun_signed(key),
    }
    kind = "application/x-www-form-urlencoded"
    return Post("mailgun/", urlencode(fields).encode(), kind, basic())


def postmark_raw(to: str, raw: bytes, key: str = KEY) -> Post:
    sent = {
        "OriginalRecipient": to,
        "Headers": [{"Name": "Return-Path", "Value": "<ana@harbour.example>"}],
        "RawEmail": raw.decode(),
        "MessageID": "22c74902-a0c1-4511-804f2-341342852c90",
    }
    return as_json("postmark/", sent)


def postmark_parsed(to: str, raw: bytes, key: str = KEY) -> Post:
    given = ("From", "To", "Subject", "Date", "Content-Type", "MIME-Version")
    sent = {
        "OriginalRecipient": to,
        "FromFull": {"Email": "ana@harbour.example", "Name": "Ruiz, Ana", "MailboxHash": ""},
        "ToFull": [{"Email": "seeker@test.example", "Name": "Robin", "MailboxHash": ""}],
        "CcFull": [],
        "BccFull": [{"Email": to, "Name": "", "MailboxHash": ""}],
        "Subject": HEADERS["Subject"],
        "Date": HEADERS["Date"],
        "ReplyTo": "",
        "TextBody": TEXT,
        "HtmlBody": "",
        "Headers": [
            {"Name": name, "Value": value} for name, value in HEADERS.items() if name not in given
        ],
        "Attachments": [
            {
                "Name": "invite.ics",
                "Content": b64encode(ICS).decode(),
                "ContentType": "text/calendar; charset=utf-8",
                "ContentLength": len(ICS),
            }
        ],
    }
    return as_json("postmark/", sent)


def sendgrid_raw(to: str, raw: bytes, key: str = KEY) -> Post:
    envelope = json.dumps({"to": [to], "from": "ana@harbour.example"}).encode()
    return in_parts("sendgrid/", {"email": raw, "envelope": envelope, "spam_score": b"0.1"})


def sendgrid_parsed(to: str, raw: bytes, key: str = KEY) -> Post:
    envelope = json.dumps({"to": [to], "from": "ana@harbour.example"}).encode()
    fields = {
        "headers": "".join(f"{name}: {value}\n" for name, value in HEADERS.items()).encode(),
        "text": TEXT.encode("latin-1"),
        "charsets": b'{"to":"UTF-8","text":"iso-8859-1"}',
        "attachment-info": b'{"attachment1":{"filename":"invite.ics","type":"text/calendar"}}',
        "envelope": envelope,
    }
    return in_parts("sendgrid/", fields, attachment1=("invite.ics", "text/calendar", ICS))


def mandrill(to: str, raw: bytes, key: str = KEY) -> Post:
    events = [{"event": "inbound", "ts": 1, "msg": {"raw_msg": raw.decode(), "email": to}}]
    text = json.dumps([{"event": "send", "msg": {}}, *events])
    url = HOST.replace("://", f"://{SECRET}@") + "/inbox/webhooks/mandrill/"
    signed = hmac.new(key.encode(), f"{url}mandrill_events{text}".encode(), hashlib.sha1).digest()
    headers = {**basic(), "X-Mandrill-Signature": b64encode(signed).decode()}
    kind = "application/x-www-form-urlencoded"
    return Post("mandrill/", urlencode({"mandrill_events": text}).encode(), kind, headers)


def sparkpost(to: str, raw: bytes, key: str = KEY) -> Post:
    content = {"email_rfc822": b64encode(raw).decode(), "email_rfc822_is_base64": True}
    mail = {"rcpt_to": to, "msg_from": "ana@harbour.example", "content": content}
    return as_json("sparkpost/", [{"msys": {"relay_message": {**mail, "protocol": "smtp"}}}])


def postal(to: str, raw: bytes, key: str = KEY) -> Post:
    sent = {"rcpt_to": to, "mail_from": "a@b.example", "message": b64encode(raw).decode()}
    body = json.dumps({**sent, "base64": True}).encode()
    signer = POSTAL if key == KEY else rsa.generate_private_key(65537, 2048)
    signed = signer.sign(body, padding.PKCS1v15(), hashes.SHA1())
    headers = {**basic(), "X-Postal-Signature": b64encode(signed).decode()}
    return Post("postal/", body, "application/json", headers)


FORMS: list[Callable[..., Post]] = [
    mailgun_raw, mailgun_parsed, mailgun_short, postmark_raw, postmark_parsed, sendgrid_raw,
    sendgrid_parsed, mandrill, sparkpost, postal,
]  # fmt: skip
SIGNED: list[Callable[..., Post]] = [mailgun_raw, mailgun_parsed, mailgun_short, mandrill, postal]
