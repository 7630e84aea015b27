"""A mail's text made even, and folded so that phrases are found whatever the spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from inbox.reading.bounds import MAX_TEXT

UNSEEN = dict.fromkeys([0, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x34F])
ODD_SPACES = dict.fromkeys([9, 0xA0, 0x202F, 0x2007, *range(0x2000, 0x200B), 0x3000], " ")
ENDS = re.compile(r"(?<=[^\d\s])[.!?…](?:[\"”’)*]?)\s|\n\n|(?<=\d)[!?]\s|(?<=\S )[!?]\s")
SHORT = r"(?<= m)\.|(?<= [ds]r)\.|(?<= mr)\.|(?<= [sd]ra)\.|(?<= dhr)\.|(?<= mw)\."
POINT = re.compile(rf"(?<=\d)\.(?=[ \d])|(?<= z)\.(?= b)|(?<=[ (]ref)\.|(?<=[ (]nr)\.|{SHORT}")
LONG_LINE = re.compile(r"[^\n]{45,}\n(?!\n)")
SPEECH = re.compile(r'"[^"\n]{10,300}"')
FOLDED = {
    "‘": "'", "’": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"',
    "»": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "ß": "s", "ø": "o", "ł": "l",
    "đ": "d", "ı": "i", "œ": "o", "æ": "a",
}  # fmt: skip


def clean(text: str) -> str:
    """Return lines without odd spaces, marks of emphasis or empty runs, up to a bound."""
    text = (
        unicodedata.normalize("NFC", text[: 4 * MAX_TEXT]).replace("\r\n", "\n").replace("\r", "\n")
    )
    text = text.translate(UNSEEN | ODD_SPACES)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept)[:MAX_TEXT].strip()


@cache
def _folded(character: str) -> str:
    if (known := FOLDED.get(character)) is not None:
        return known
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character


class _Fold(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


_FOLD = _Fold()


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, each character in its old place."""
    if len(_FOLD) > 5000:
        _FOLD.clear()
    return text.translate(_FOLD)


def prose(text: str) -> str:
    """Return ``text`` with its wrapped lines joined, each character in its old place."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)


def lined(text: str) -> str:
    """Return ``text`` with its wrapped lines joined and the ends of short lines kept."""
    return LONG_LINE.sub(lambda line: f"{line[0][:-1]} ", text)


def without_points(folded: str) -> str:
    """Return a folded text in which the point of “1. December” or “14.00” ends no sentence."""
    return POINT.sub(",", folded)


def without_speech(folded: str) -> str:
    """Return a folded text without what it quotes of others: “we regret” in an advice column."""
    if '"' not in folded:
        return folded
    return SPEECH.sub(
        lambda said: " " * len(said[0]) if said[0].count(" ") > 1 else said[0], folded
    )


def sentence_ends(text: str) -> list[int]:
    """Return where sentences end, the end of the text last."""
    return [*(each.end() for each in ENDS.finditer(text)), len(text)]
