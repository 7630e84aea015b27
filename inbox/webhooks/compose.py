"""A raw mail put together again from the pieces that a provider gives."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

OF_THE_BODY = ("content-", "mime-version")
NAME = re.compile(r"[!-9;-~]{1,200}")
BREAKS = re.compile(r"[\r\n\0]+")
UNSAFE = re.compile(r"[^\w.+/ -]+")
ROOM = 6_000_000
"""How many bytes of files are kept; of what is more, the name alone."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    content_type: str
    content: bytes


def compose(
    headers: Iterable[tuple[str, str]],
    *,
    text: str = "",
    html: str = "",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Return a raw mail with these headers, texts and files."""
    lines = [
        f"{name}: {BREAKS.sub(' ', value)}".encode("utf-8", "replace")
        for name, value in headers
        if NAME.fullmatch(name) and not name.lower().startswith(OF_THE_BODY)
    ]
    mark = b"=_" + sha256(b"\n".join(lines)).hexdigest().encode()
    kind = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="' + mark + b'"'
    body = b"".join(b"--" + mark + b"\n" + each for each in _parts(text, html, attachments))
    return b"\n".join([*lines, kind, b"", body + b"--" + mark + b"--\n"])


def _parts(text: str, html: str, attachments: Sequence[Attachment]) -> Iterable[bytes]:
    for subtype, each in (("plain", text), ("html", html)):
        if each.strip():
            yield _part(
                f"Content-Type: text/{subtype}; charset=utf-8", each.encode("utf-8", "replace")
            )
    room = ROOM
    for file in attachments:
        kept = file.content if len(file.content) <= room else b""
        room -= len(kept)
        kind, name = (UNSAFE.sub("_", each)[:200] for each in (file.content_type, file.name))
        disposition = f'Content-Disposition: attachment; filename="{name}"'
        yield _part(f"Content-Type: {kind}\n{disposition}", kept)


def _part(head: str, content: bytes) -> bytes:
    encoded = b64encode(content)
    lines = [encoded[start : start + 76] for start in range(0, len(encoded), 76)]
    start = head.encode() + b"\nContent-Transfer-Encoding: base64\n\n"
    return start + b"\n".join(lines) + b"\n"
