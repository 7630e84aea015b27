"""The text of one mail, made ready for the readers of its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inbox.reading.forwards import PREFIX
from inbox.reading.languages import Language, guess, load
from inbox.reading.mime import Letter
from inbox.reading.quotes import Pieces, split
from inbox.reading.text import fold, lined, prose, sentence_ends

MAX_DECIDING = 12_000


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


def _is_american(letter: Letter, reader_zone: str) -> bool:
    """Whether “03/12” is the third of December or March the twelfth to its writer."""
    domain = letter.sender.email.rpartition("@")[2] if letter.sender else ""
    if domain.endswith(".us"):
        return True
    if domain.endswith((".uk", ".ie", ".au", ".nz", ".eu", ".in")):
        return False
    offset = letter.sent_at.utcoffset() if letter.sent_at else None
    hours = offset.total_seconds() / 3600 if offset is not None else 0
    if hours:
        return -10 <= hours <= -4
    return reader_zone.startswith(("America/", "US/"))
