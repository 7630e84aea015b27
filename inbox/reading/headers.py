"""Header values to text, addresses and dates, each bounded before it is read."""

from __future__ import annotations

import base64
import quopri
import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from inbox.reading.bounds import MAX_ADDRESSES, MAX_SUBJECT
from inbox.reading.charsets import to_text
from inbox.reading.findings import Address

ENCODED_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?([bqBQ])\?([^?\r\n]{0,2000})\?=")
SPACES = re.compile(r"\s+")
MAIL_ADDRESS = re.compile(r"[^\s<>@\"',;:()\[\]]{1,64}@[^\s<>@\"',;:()\[\]]{1,200}")
MAX_RECIPIENTS = 50
MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")


def decoded(value: object, limit: int = MAX_SUBJECT) -> str:
    """Return a header's value as one line of text, encoded words read."""
    raw = str(value or "")[:limit]
    text = to_text(raw.encode("utf-8", "surrogateescape"))
    pieces: list[str] = []
    waiting, charset, end = b"", "", 0
    for word in ENCODED_WORD.finditer(text):
        between = text[end : word.start()]
        is_next = bool(waiting) and not between.strip() and word[1].lower() == charset
        if not is_next:
            pieces.append(to_text(waiting, charset) if waiting else "")
            pieces.append("" if waiting and not between.strip() else between)
            waiting = b""
        waiting, charset, end = waiting + _word(word[2], word[3]), word[1].lower(), word.end()
    pieces += [to_text(waiting, charset) if waiting else "", text[end:]]
    return SPACES.sub(" ", "".join(pieces)).strip()


def _word(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return quopri.decodestring(data.replace(b"_", b" ").replace(b"\n", b""))
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except ValueError:
        return b""


def address(value: object) -> Address | None:
    """Return the first address of a header, whatever its form: “Name <a@b>”, “a@b (Name)”."""
    text = decoded(value, MAX_ADDRESSES)
    found = MAIL_ADDRESS.search(text[text.rfind("<") + 1 :] if "<" in text else text)
    if found is None:
        return None
    name = text.partition("<")[0] if "<" in text else text.replace(found[0], " ")
    name = name.replace("mailto:", " ").strip(" \"'<>\\,;:")
    name = name.strip("()[] ") if name.startswith(("(", "[")) else name
    name = name.replace('\\"', '"').replace('"', "").strip()
    is_name = bool(name) and "@" not in name
    return Address(SPACES.sub(" ", name) if is_name else None, found[0].lower().strip("."))


def addresses(value: object) -> tuple[Address, ...]:
    """Return the addresses of a To or Cc header, each once, as many as the bound holds."""
    text = decoded(value, MAX_ADDRESSES)
    found: dict[str, Address] = {}
    end = 0
    for match in MAIL_ADDRESS.finditer(text):
        before = text[end : match.start()].rstrip()
        name = before[:-1].strip(" \"'<>\\,;:") if before.endswith("<") else ""
        email = match[0].lower().strip(".")
        if email not in found:
            found[email] = Address(name if name and "@" not in name else None, email)
        end = match.end()
    return tuple(found.values())[:MAX_RECIPIENTS]


def sent_at(value: object) -> datetime | None:
    """Return the moment of a Date header; None where it is none."""
    try:
        moment = parsedate_to_datetime(str(value or "")[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment and 1990 <= moment.year <= 2200 else None


def message_ids(value: object) -> tuple[str, ...]:
    """Return the Message-IDs in a header, the last forty at most."""
    return tuple(MESSAGE_ID.findall(str(value or "")[-MAX_ADDRESSES * 4 :])[-40:])
