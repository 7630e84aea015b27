"""Mails written down in short, with their answers, and built in the forms that programs make.

A block begins with `### name | language | kind | form`; header lines and `= answer` lines follow,
then an empty line and the text. `*word*` is bold where the form has HTML.
"""

from __future__ import annotations

import base64
import html
import quopri
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import Path
from typing import Any

MAILS = Path(__file__).parent / "mails"
HEADER = re.compile(r"^### (\S+) \| (\w\w) \| (\w+) \| ([\w-]+)$", re.M)
FORWARDS = {
    "en": ("Forwarded message", "Begin forwarded message:", "Forwarded Message",
           ("From", "Sent", "Date", "To", "Subject")),
    "de": ("Weitergeleitete Nachricht", "Anfang der weitergeleiteten Nachricht:",
           "Weitergeleitete Nachricht", ("Von", "Gesendet", "Datum", "An", "Betreff")),
    "fr": ("Forwarded message", "Début du message réexpédié :", "Message transféré",
           ("De", "Envoyé", "Date", "À", "Objet")),
    "es": ("Forwarded message", "Inicio del mensaje reenviado:", "Mensaje reenviado",
           ("De", "Enviado", "Fecha", "Para", "Asunto")),
    "nl": ("Forwarded message", "Begin doorgestuurd bericht:", "Doorgestuurd bericht",
           ("Van", "Verzonden", "Datum", "Aan", "Onderwerp")),
}  # fmt: skip
PREFIXES = {"en": "Fwd: ", "de": "WG: ", "fr": "TR: ", "es": "RV: ", "nl": "Fwd: "}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
}


@dataclass(frozen=True)
class MailText:
    """A mail in short."""

    name: str
    language: str
    kind: str
    form: str
    headers: dict[str, str]
    body: str
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def sent(self) -> datetime:
        return datetime.strptime(self.headers["Date"], "%Y-%m-%d %H:%M %z")

    @property
    def expected(self) -> dict[str, Any]:
        return {"kind": self.kind, "company": None, "title": None, "person": None, "dates": []} | (
            self.answers
        )


def load(name: str) -> list[MailText]:
    """Return the mails of a file."""
    source = (MAILS / f"{name}.txt").read_text(encoding="utf-8")
    heads = list(HEADER.finditer(source))
    ends = [*(head.start() for head in heads[1:]), len(source)]
    return [
        _block(head.groups(), source[head.end() : end].strip("\n"))
        for head, end in zip(heads, ends, strict=True)
    ]


def _block(head: tuple[Any, ...], block: str) -> MailText:
    top, _, body = block.partition("\n\n")
    headers, answers = {}, {}
    for line in top.splitlines():
        name, _, value = line.removeprefix("= ").removeprefix("Header: ").partition(": ")
        if line.startswith("= "):
            answers[name] = _answer(name, value)
        else:
            headers[name] = value
    name, language, kind, form = head
    return MailText(name, language, kind, form, headers, body.strip("\n") + "\n", answers)


def _answer(name: str, value: str) -> Any:
    if name == "dates":
        pairs = [each.strip().split() for each in value.split(",")]
        return [{"what": what, "at": at} for what, at in pairs]
    return [each.strip() for each in value.split(",")] if name == "interviewers" else value


def build(mail: MailText) -> bytes:
    """Return the raw mail, in the form that is asked for."""
    form = mail.form
    if form.startswith("fwd-"):
        return _forwarded(mail, form.removeprefix("fwd-"))
    return _headers(mail.headers, mail.sent) + _content(form, mail)


def _headers(headers: dict[str, str], sent: datetime) -> bytes:
    lines = [
        f"From: {_name(headers['From'])}",
        "To: Sam Okoro <sam.okoro@post.example>",
        f"Subject: {_encoded(headers.get('Subject', ''))}",
        f"Date: {format_datetime(sent)}",
        f"Message-ID: <{abs(hash(headers['From'] + str(sent))):x}@mail.example>",
        "MIME-Version: 1.0",
    ]
    known = {"From", "Subject", "Date"}
    lines += [f"{name}: {_name(value)}" for name, value in headers.items() if name not in known]
    return "\r\n".join(lines).encode() + b"\r\n"


def _encoded(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8").encode().replace("\n", "\r\n")


def _name(value: str) -> str:
    name, bracket, rest = value.partition(" <")
    return (_encoded(name) if not name.isascii() else name) + bracket + rest


def _content(form: str, mail: MailText) -> bytes:
    plain = mail.body.replace("*", "") if form != "html" else mail.body
    makers = {
        "plain": lambda: _part(plain, "utf-8", "8bit"),
        "qp": lambda: _part(plain, "utf-8", "quoted-printable"),
        "b64": lambda: _part(plain, "utf-8", "base64"),
        "latin1": lambda: _part(plain, "iso-8859-1", "quoted-printable"),
        "cp1252": lambda: _part(plain, "windows-1252", "8bit"),
        "mislabelled": lambda: _part(plain, "iso-8859-1", "8bit", "utf-8"),
        "undeclared": lambda: b"\r\n" + plain.encode("cp1252", "replace"),
        "html": lambda: _part(page(mail.body), "utf-8", "quoted-printable", kind="html"),
        "alternative": lambda: _multi("alternative", _pair(plain, mail.body)),
        "related": lambda: _multi("related", [
            _part(page(mail.body), "utf-8", "base64", kind="html"), PICTURE]),
        "mixed": lambda: _multi("mixed", [_multi("alternative", _pair(plain, mail.body)), PDF]),
        "calendar": lambda: _multi("mixed", [_multi("alternative", [
            *_pair(plain, mail.body), _calendar(mail)])]),
    }  # fmt: skip
    return makers[form]()


def _pair(plain: str, marked: str) -> list[bytes]:
    return [
        _part(plain, "utf-8", "quoted-printable"),
        _part(page(marked), "utf-8", "base64", kind="html"),
    ]


def _part(text: str, charset: str, encoding: str, real: str = "", kind: str = "plain") -> bytes:
    data = text.replace("\n", "\r\n").encode(real or charset, "replace")
    if encoding == "quoted-printable":
        data = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif encoding == "base64":
        data = base64.encodebytes(data).replace(b"\n", b"\r\n")
    head = f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}"
    return head.encode() + b"\r\n\r\n" + data


def _multi(kind: str, parts: list[bytes]) -> bytes:
    boundary = f"=_{kind}_{sum(map(len, parts))}".encode()
    head = b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind.encode(), boundary)
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts)
    return head + body + b"--%s--\r\n" % boundary


PDF = (
    b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: attachment; filename="document.pdf"\r\n\r\nJVBERi0xLjQK\r\n'
)
PICTURE = (
    b"Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: inline; filename="logo.png"\r\n\r\niVBORw0KGgo=\r\n'
)


def page(text: str) -> str:
    """Return the text as a careless mail program's HTML."""
    paragraphs = []
    for paragraph in html.escape(text.strip()).split("\n\n"):
        bold = re.sub(r"\*([^*\n]+)\*", r"<b>\1</b>", paragraph)
        paragraphs.append(f"<p style='margin:0'>{bold.replace(chr(10), '<br>')}</p>")
    style = "<style>p { color: #222 } a > b { x: y }</style>"
    return f"<html><head>{style}</head><body>{chr(10).join(paragraphs)}</body></html>"


def _calendar(mail: MailText) -> bytes:
    method, start, sequence = mail.answers["ics"].split()
    moment = datetime.fromisoformat(start).astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Example//EN", "VERSION:2.0", f"METHOD:{method}",
        "BEGIN:VEVENT", f"UID:{mail.name}@example", f"SEQUENCE:{sequence}",
        f"DTSTART:{moment:%Y%m%dT%H%M%SZ}", f"DTEND:{moment.replace(minute=59):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{mail.headers.get('Subject', '')}", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    data = base64.encodebytes("\r\n".join(lines).encode())
    head = f'Content-Type: text/calendar; charset="utf-8"; method={method}'
    return head.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + data


def _forwarded(mail: MailText, program: str) -> bytes:
    outer = {
        "From": "Sam Okoro <sam.okoro@post.example>",
        "Subject": PREFIXES[mail.language] + mail.headers.get("Subject", ""),
    }
    later = mail.sent.replace(month=12, day=20)
    if program == "rfc822":
        inner = _headers(mail.headers, mail.sent) + _content("alternative", mail)
        enclosed = (
            b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + inner
        )
        note = _part("See below.\n", "utf-8", "8bit")
        return _headers(outer, later) + _multi("mixed", [note, enclosed])
    text = _forward_head(mail, program) + mail.body.replace("*", "")
    return _headers(outer, later) + _part(text, "utf-8", "quoted-printable")


def _forward_head(mail: MailText, program: str) -> str:
    gmail, apple, thunderbird, (sender, sent, dated, to, subject) = FORWARDS[mail.language]
    space = " " if mail.language == "fr" else ""
    moment, who = said(mail.sent, mail.language), mail.headers["From"]
    title, me = mail.headers.get("Subject", ""), "Sam Okoro <sam.okoro@post.example>"

    def block(*lines: tuple[str, str]) -> str:
        return "".join(f"{label}{space}: {value}\n" for label, value in lines) + "\n"

    if program == "gmail":
        rule = f"---------- {gmail} ---------\n"
        return rule + block((sender, who), ("Date", moment), (subject, title), (to, me))
    if program == "apple":
        lines = block((sender, who), (subject, title), (dated, moment), (to, me))
        return f"FYI\n\n{apple}\n\n{lines}"
    if program == "thunderbird":
        rule = f"-------- {thunderbird} --------\n"
        return rule + block((subject, title), (dated, moment), (sender, who), (to, me))
    rule = "________________________________\n"
    return rule + block((sender, who), (sent, moment), (to, me), (subject, title))


def said(moment: datetime, language: str) -> str:
    """Return a moment as a mail program of that language writes it."""
    month = MONTHS[language].split()[moment.month - 1]
    weekday = WEEKDAYS[language].split()[moment.weekday()]
    clock = f"{moment:%H:%M}"
    return {
        "en": f"{weekday}, {month} {moment.day}, {moment.year} {clock}",
        "de": f"{weekday}, {moment.day}. {month} {moment.year} {clock}",
        "fr": f"{weekday} {moment.day} {month} {moment.year} à {clock}",
        "es": f"{weekday}, {moment.day} de {month} de {moment.year} {clock}",
        "nl": f"{weekday} {moment.day} {month} {moment.year} {clock}",
    }[language]
