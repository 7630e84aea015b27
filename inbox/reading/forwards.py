"""Forwarded mails: the inner sender, date, subject and text count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from inbox.reading import headers
from inbox.reading.findings import Address
from inbox.reading.mime import Letter
from inbox.reading.text import fold

LABELS = {
    "from": "from", "von": "from", "de": "from", "van": "from", "expediteur": "from",
    "date": "date", "sent": "date", "gesendet": "date", "datum": "date", "envoye": "date",
    "enviado": "date", "enviado el": "date", "fecha": "date", "verzonden": "date",
    "subject": "subject", "betreff": "subject", "objet": "subject", "sujet": "subject",
    "asunto": "subject", "onderwerp": "subject",
    "to": "to", "an": "to", "a": "to", "para": "to", "aan": "to", "pour": "to",
    "cc": "cc", "kopie": "cc", "reply-to": "cc", "antwort an": "cc", "repondre a": "cc",
    "responder a": "cc", "antwoord aan": "cc", "bcc": "cc", "importance": "cc",
}  # fmt: skip
LABEL = re.compile(r"[>\s*_]{0,12}([a-z][a-z -]{0,15}?)[\s*_]{0,4}:[\s*_]{0,4}(.*)$")
MARK = re.compile(
    r"forwarded message|weitergeleitete (?:nachricht|e-?mail)|message (?:transfere|reexpedie)"
    r"|mensaje reenviado|doorgestuurd bericht|forwarded by|weitergeleitet von"
)
PREFIX = re.compile(r"^(?:(?:fwd?|wg|tr|rv|rvd?|doorst|i|enc|fs|vs|re|aw|sv|antw)\s?:\s*)+", re.I)
FORWARDS = re.compile(r"^(?:re:\s*|aw:\s*)?(?:fwd?|wg|tr|rv|doorst|enc)\s?:", re.I)
MAX_LINES = 600
MAX_FORWARDS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """The copied header of another mail inside a text."""

    start: int
    end: int
    fields: dict[str, str]


def find_block(lines: list[str], start: int = 0) -> Block | None:
    """Return the first run of lines that name sender, and subject or date, of another mail."""
    for number in range(start, min(len(lines), MAX_LINES)):
        if _label(lines[number]) and (block := _block_at(lines, number)):
            return block
    return None


def _block_at(lines: list[str], start: int) -> Block | None:
    fields: dict[str, str] = {}
    number = start
    while number < min(len(lines), start + 14):
        label = _label(lines[number])
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if label and label[0] not in fields:
            fields[label[0]] = label[1]
        elif not (lines[number].strip("> ") and fields and _label(following)):
            break
        number += 1
    if "from" in fields and {"subject", "date"} & fields.keys() and len(fields) > 2:
        return Block(start, number, fields)
    return None


def _label(line: str) -> tuple[str, str] | None:
    found = LABEL.match(fold(line[:40]))
    name = LABELS.get(found[1]) if found else None
    if found is None or name is None:
        return None
    return name, line[found.start(2) :].strip(" *_")


def unwrap(letter: Letter, read_date: Callable[[str], datetime | None]) -> tuple[Letter, bool]:
    """Return the innermost forwarded mail, and whether there was one."""
    was_forwarded = False
    for _ in range(MAX_FORWARDS):
        inner = _inner(letter, read_date)
        if inner is None:
            break
        letter, was_forwarded = inner, True
    return letter, was_forwarded


def _inner(letter: Letter, read_date: Callable[[str], datetime | None]) -> Letter | None:
    if letter.enclosed and not letter.is_report:
        return letter.enclosed
    lines = letter.text.split("\n")
    block = find_block(lines)
    if block is None:
        return None
    above = fold(" ".join(lines[max(0, block.start - 4) : block.start]))
    if not (MARK.search(above) or FORWARDS.match(letter.subject)):
        return None
    text = "\n".join(_unquoted(lines[block.end :])).strip()
    moment = headers.sent_at(block.fields.get("date")) if "date" in block.fields else None
    moment = moment or read_date(block.fields.get("date", ""))
    return replace(
        letter,
        sender=_address(block.fields["from"]) or letter.sender,
        reply_to=None,
        subject=block.fields.get("subject") or PREFIX.sub("", letter.subject),
        sent_at=moment or letter.sent_at,
        text=text,
        recipients=headers.addresses(block.fields.get("to")),
        is_answer=False,
        is_automatic=False,
        is_bulk=False,
        enclosed=None,
    )


def _address(text: str) -> Address | None:
    return headers.address(text.replace("[mailto:", "<").replace("]", ">")) or (
        Address(text[:100].strip(' "'), "") if text.strip() else None
    )


def _unquoted(lines: list[str]) -> list[str]:
    """Take one level of “>” off, where the forwarded text was quoted as a whole."""
    written = [line for line in lines if line]
    if written and all(line.startswith(">") for line in written):
        return [line[1:].lstrip() for line in lines]
    return lines
