"""A mail of two parts, text and HTML, written out at once.

Django's own way builds a tree of parts and flattens it, which takes longer than to write the
letter. Headers go through Django's own check, which refuses line breaks and encodes what is not
ASCII. Backends that read the fields instead (those of mail providers) see no difference.
"""

import binascii
from email import message_from_bytes, policy
from email.message import Message
from email.utils import formatdate
from functools import lru_cache
from uuid import uuid4

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import forbid_multi_line_headers

CHARSET = "utf-8"
LONGEST_LINE = 998
HEAD = 'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'
PART = (
    "--{boundary}\r\n"
    'Content-Type: {kind}; charset="utf-8"\r\n'
    "Content-Transfer-Encoding: {encoding}\r\n\r\n"
)


class Written:
    """A mail as bytes; it answers what mail backends ask of a message."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        """The whole mail, its lines ending as asked."""
        return self._data if linesep == "\r\n" else self._data.replace(b"\r\n", b"\n")

    def as_string(self, unixfrom: bool = False, linesep: str = "\n") -> str:
        """The whole mail as text."""
        return self.as_bytes(unixfrom, linesep).decode(CHARSET)

    def parsed(self) -> Message:
        """The mail as the standard library reads it."""
        return message_from_bytes(self._data, policy=policy.default)

    def __getitem__(self, name: str) -> str | None:
        value = self.parsed()[name]
        return None if value is None else str(value)

    def get_charset(self) -> str:
        """The charset of the text."""
        return CHARSET


class TwoParts(EmailMultiAlternatives):
    """Text and HTML in UTF-8, to one reader; nothing is attached."""

    def message(self, *, policy: object = None) -> Written:  # type: ignore[override]
        """The mail, written out."""
        boundary = f"=_{uuid4().hex}"
        lines = [*self._headers(), HEAD.format(boundary=boundary)]
        parts = [(str(self.body), "text/plain")]
        parts += [(str(text), kind) for text, kind in self.alternatives]
        pieces = ["\r\n".join(lines).encode("ascii")]
        for text, kind in parts:
            encoding, body = _encoded(text)
            head = PART.format(boundary=boundary, kind=kind, encoding=encoding)
            pieces += [head.encode("ascii"), body, b"\r\n"]
        pieces.append(f"--{boundary}--\r\n".encode("ascii"))
        return Written(b"".join(pieces))

    def _headers(self) -> list[str]:
        named = {
            "Subject": str(self.subject),
            "From": str(self.extra_headers.get("From", self.from_email)),
            "To": ", ".join(map(str, self.to)),
            "Date": formatdate(),
            **self.extra_headers,
        }
        return [_header(name, str(value)) for name, value in named.items()]


def _encoded(text: str) -> tuple[str, bytes]:
    """The encoding's name and the text in it: as it is, unless a line is too long for SMTP."""
    lines = text.encode(CHARSET).splitlines()
    body = b"\r\n".join(lines) + b"\r\n"
    if max(map(len, lines), default=0) <= LONGEST_LINE:
        return "8bit", body
    return "quoted-printable", binascii.b2a_qp(body, istext=True)


@lru_cache(64)
def _header(name: str, value: str) -> str:
    """One header, checked and encoded; raises BadHeaderError for one with a line break in it."""
    name, value = forbid_multi_line_headers(name, value, CHARSET)
    return f"{name}: {value}".replace("\r\n", "\n").replace("\n", "\r\n")
