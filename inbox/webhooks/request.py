"""A request of a provider, read once, within a bound of its own."""

from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import Any

from django.http import HttpRequest, QueryDict

LARGEST = 12 * 1024 * 1024
"""A mail of the largest size that is read, as it grows in a request, and what stands beside it."""
MAX_PARTS = 500
MAX_PART_HEADER = 4_000


class TooLarge(ValueError):
    """A request that is larger than any mail that is read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a form, or a file in it."""

    name: str
    filename: str
    content_type: str
    content: bytes


class HookRequest(HttpRequest):
    """What a provider has posted, held in memory: Django's own bound is that of people's forms."""

    def __init__(self, sent: HttpRequest) -> None:
        super().__init__()
        self.META, self.method = sent.META, sent.method
        self.path, self.path_info = sent.path, sent.path_info
        self.content_type, self.content_params = sent.content_type, sent.content_params
        self._sent, self._content, self.parts = sent, _content(sent), list[Part]()
        self.POST: Any = QueryDict(mutable=True)
        if self.content_type == "multipart/form-data":
            self.parts = read_form(self._content, (self.content_params or {}).get("boundary", ""))
            for part in self.parts:
                if not part.filename:
                    self.POST.appendlist(part.name, part.content.decode("utf-8", "replace"))
        elif self.content_type == "application/x-www-form-urlencoded":
            self.POST = QueryDict(self._content, encoding="utf-8")

    @property
    def scheme(self) -> str | None:
        """That of the request which came: signatures cover the whole address."""
        return self._sent.scheme

    @property
    def body(self) -> bytes:
        """All that was posted."""
        return self._content

    def field(self, name: str) -> bytes:
        """Return a field as it came, the last of that name; nothing where there is none."""
        values = [part.content for part in self.parts if part.name == name and not part.filename]
        return values[-1] if values else self.POST.get(name, "").encode("utf-8", "replace")

    def files(self) -> list[Part]:
        """Return the files of the form."""
        return [part for part in self.parts if part.filename]


def _content(sent: HttpRequest) -> bytes:
    if int(sent.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise TooLarge
    content: bytes = sent.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TooLarge
    return content


def read_form(content: bytes, boundary: str) -> list[Part]:
    """Return the parts of a form. Raises ValueError for what is none."""
    if not boundary:
        raise ValueError("a form without a boundary")
    pieces = (b"\r\n" + content).split(b"\r\n--" + boundary.encode(), MAX_PARTS)
    if len(pieces) > MAX_PARTS:
        raise ValueError("a form with too many parts")
    found = [_part(piece) for piece in pieces[1:] if not piece.startswith(b"--")]
    return [part for part in found if part.name]


def _part(piece: bytes) -> Part:
    head, _, content = piece.lstrip(b" \t").partition(b"\r\n\r\n")
    lines = head.removeprefix(b"\r\n")[:MAX_PART_HEADER]
    headers: Message = BytesHeaderParser(policy=compat32).parsebytes(lines)
    name = headers.get_param("name", "", "content-disposition")
    filename = headers.get_filename("")
    return Part(str(name), str(filename), headers.get_content_type(), content)
