"""Who wrote a mail to whom, and whether it only passes another mail on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from inbox.reading import headers
from inbox.reading.bounds import BLANK_LINE, MAX_HEADER_BYTES, check_mail
from inbox.reading.dates import read_moment
from inbox.reading.findings import Address
from inbox.reading.forwards import unwrap
from inbox.reading.mime import Letter, open_letter
from inbox.reading.text import fold

RECIPIENTS = ("To", "Cc", "Bcc")
MAX_RECIPIENTS = 100
MAX_LINE = 20_000
BETWEEN = re.compile(r'"(?:[^"\\]|\\.){0,200}"|[,;]')
"""A comma separates addresses, unless it stands in quotes."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands on the outside of a mail."""

    sender: Address | None
    recipients: tuple[Address, ...]
    is_forward: bool
    letter: Letter
    """The mail as it came, the outermost one."""


def read_envelope(raw: bytes) -> Envelope:
    """Return who wrote a mail to whom. Raises Unreadable for what is no mail or too much."""
    letter = open_letter(raw)
    _, is_forward = unwrap(letter, lambda text: read_moment(text, fold(text)))
    return Envelope(letter.sender, recipients(raw), is_forward, letter)


def recipients(raw: bytes) -> tuple[Address, ...]:
    """Return those to whom a mail was sent openly, each once."""
    return addresses(raw, RECIPIENTS)


def addresses(raw: bytes, names: tuple[str, ...]) -> tuple[Address, ...]:
    """Return the addresses in the headers of these names, each once, in their order."""
    check_mail(raw)
    end = BLANK_LINE.search(raw)
    head = raw[: end.start() if end else MAX_HEADER_BYTES]
    message: Message = BytesHeaderParser(policy=compat32).parsebytes(head.lstrip())
    lines = [line for name in names for line in message.get_all(name, [])]
    found = [headers.address(each) for line in lines for each in _split(str(line)[:MAX_LINE])]
    unique = {each.email: each for each in found if each is not None}
    return tuple(unique.values())[:MAX_RECIPIENTS]


def _split(line: str) -> list[str]:
    pieces, start = [], 0
    for mark in BETWEEN.finditer(line):
        if mark[0] in ",;":
            pieces.append(line[start : mark.start()])
            start = mark.end()
    return [*pieces, line[start:]][:MAX_RECIPIENTS]
