"""What was newly written, what is quoted history, and what is the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inbox.reading.forwards import find_block
from inbox.reading.text import fold

OPENS = re.compile(r"(?:on|am|le|el|op|den|il|em|vom) \D{0,14}\d|.{0,80}<\S{1,80}@\S{1,80}>")
WROTE = re.compile(
    r"(?:wrote|schrieb|schrieben|a ecrit|ecrit|escribio|schreef|heeft .{1,80}geschreven|scrisse"
    r"|escreveu)\b.{0,120}:$"
)
ORIGINAL = re.compile(
    r"-{2,}\s?(?:original message|original appointment|ursprungliche nachricht"
    r"|urspr\. nachricht|originalnachricht|message d'origine|message original|mensaje original"
    r"|oorspronkelijk bericht)\s?-{2,}"
)
DELIMITER = re.compile(r"--|_{2,}")
SENT_FROM = re.compile(
    r"sent from my |von meinem .{1,30}gesendet|gesendet von |envoye de mon |enviado desde mi "
    r"|verzonden vanaf mijn |verstuurd vanaf mijn |get outlook for "
)
LEGAL = re.compile(
    r"(?:this (?:e-?mail|message)|the information (?:contained )?in this|diese e-?mail"
    r"|ce (?:message|courriel)|este (?:mensaje|correo)|dit (?:bericht|e-mailbericht)|confidential"
    r"|vertraulich).{0,120}(?:confiden|intended|vertraulich|destin|vertrouwelijk|bestemd)"
)
MAX_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """A mail's text in its three pieces."""

    fresh: str
    signature: str
    quoted: str


def split(text: str) -> Pieces:
    """Cut a mail's text: older history never decides what a mail says."""
    lines = text.split("\n")[:MAX_LINES]
    end = _history_start(lines)
    fresh = [line for line in lines[:end] if not line.startswith(">")]
    quoted = [line for line in lines[:end] if line.startswith(">")] + lines[end:]
    if not any(line.strip() for line in fresh):
        # Answered below the quote.
        fresh = [line for line in lines if not line.startswith(">") and not _is_attribution(line)]
        quoted = [line for line in lines if line.startswith(">")]
    body, signature = _signature(fresh)
    return Pieces(
        "\n".join(body).strip(),
        "\n".join(signature).strip(),
        "\n".join(line.lstrip("> ") for line in quoted).strip(),
    )


def _history_start(lines: list[str]) -> int:
    for number, line in enumerate(lines):
        folded = fold(line[:400])
        if ORIGINAL.search(folded) or _opens_history(lines, number, folded):
            return number
    block = find_block(lines)
    return block.start if block else len(lines)


def _opens_history(lines: list[str], number: int, folded: str) -> bool:
    """Whether “On … wrote:” stands here, on up to three lines."""
    if folded.startswith(">") or not OPENS.match(folded):
        return False
    for span in (1, 2, 3):
        joined = fold(" ".join(lines[number : number + span])[:500])
        if joined.endswith(":"):
            return _is_attribution(joined)
    return False


def _is_attribution(line: str) -> bool:
    folded = fold(line[:500])
    return bool(
        WROTE.search(folded) or re.fullmatch(r".{0,120}<\S{1,80}@\S{1,80}>.{0,60}:", folded)
    )


def _signature(lines: list[str]) -> tuple[list[str], list[str]]:
    for number, line in enumerate(lines):
        if number and (DELIMITER.fullmatch(line) or SENT_FROM.match(fold(line[:80]))):
            return lines[:number], lines[number + 1 :]
        if number > 2 and LEGAL.search(fold(line[:400])):
            return lines[:number], []
    return lines, []
