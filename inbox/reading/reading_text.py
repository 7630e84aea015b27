"""The text of one mail, made ready for the readers of its pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from inbox.reading.forwards import PREFIX
from inbox.reading.languages import Language, guess, load
from inbox.reading.mime import Letter
from inbox.reading.quotes import Pieces, split
from inbox.reading.text import fold, lined, prose, sentence_ends

MAX_DECIDING = 12_000
NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/\d{2,4})?(?![\d/])")
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
MONTH_FIRST = re.compile(rf"\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?, 20\d\d\b")
DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b")


@dataclass(frozen=True)
class MailText:
    """A letter's subject and newly written text, as it is and folded."""

    letter: Letter
    pieces: Pieces
    subject: str
    prose: str
    folded: str
    ends: list[int]
    languages: tuple[Language, ...]
    sent: date
    us: bool
    lined: str
    """The text with the ends of its short lines kept: labels, lists, addresses."""
    begin: int = 0
    """Where the text begins, after the subject."""

    @property
    def language(self) -> Language:
        """The language the mail is mainly in; English where none is known."""
        return self.languages[0] if self.languages else load("en")

    @property
    def lines(self) -> list[str]:
        """The newly written lines, the signature's after them."""
        return [
            line for line in f"{self.pieces.fresh}\n{self.pieces.signature}".split("\n") if line
        ]

    def original(self, start: int, end: int) -> str:
        """Return the text as it was written."""
        return " ".join(self.prose[start:end].split())


def mail_text(letter: Letter, sent: date, reader_zone: str) -> MailText:
    """Take a letter apart, once."""
    pieces = split(letter.text)
    subject = PREFIX.sub("", letter.subject).strip()
    # An answer repeats an old subject, which decides nothing.
    first = "" if subject != letter.subject and letter.is_answer else f"{subject}\n\n"
    written = (first + pieces.fresh)[:MAX_DECIDING]
    text = prose(written)
    folded = fold(text)
    languages = guess(folded) or guess(fold(f"{subject} {letter.text[:3000]}"))
    return MailText(
        letter, pieces, subject, text, folded, sentence_ends(folded), languages, sent,
        _is_american(letter, reader_zone), lined(written), len(first),
    )  # fmt: skip


def _order_written(text: str) -> bool | None:
    """Whether the mail itself writes the month first; None where it does not show."""
    for found in NUMERIC.finditer(text[:MAX_DECIDING]):
        first, second = int(found[1]), int(found[2])
        if (first > 12) != (second > 12):
            return second > 12
    if MONTH_FIRST.search(text[:MAX_DECIDING]):
        return None if DAY_FIRST.search(text[:MAX_DECIDING]) else True
    return False if "£" in text else None


def _is_american(letter: Letter, reader_zone: str) -> bool:
    """Whether “03/12” is the third of December or March the twelfth to its writer."""
    domain = letter.sender.email.rpartition("@")[2] if letter.sender else ""
    if (written := _order_written(letter.text)) is not None:
        return written
    if domain.endswith(".us"):
        return True
    if domain.endswith((".uk", ".ie", ".au", ".nz", ".eu", ".in")):
        return False
    offset = letter.sent_at.utcoffset() if letter.sent_at else None
    hours = offset.total_seconds() / 3600 if offset is not None else 0
    if hours:
        return -10 <= hours <= -4
    return reader_zone.startswith(("America/", "US/"))
