"""The decisive words in a sentence of evidence, for the page that quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from inbox.reading.dates import find_days
from inbox.reading.languages import CODES, load
from inbox.reading.text import fold

Piece = tuple[str, bool]
Span = tuple[int, int]
REST_OF_WORD = re.compile(r"(?:(?<=\w)\w*)?")
TRIMMED = " ,;:.!?-"
LONGEST = 1_000


def marked(sentence: str, marks: Iterable[str], language: str | None, on: date) -> list[Piece]:
    """Return the sentence in pieces, each with whether it is one of the decisive words.

    These are the ``marks`` of the finding, and the days that the sentence names; ``on`` is the
    mail's own day.
    """
    sentence = sentence[:LONGEST]
    folded = fold(sentence)
    languages = [language] if language in CODES else CODES
    days = (day for each in languages for day in find_days(folded, load(each), on))
    spans = [*_said(sentence, marks), *((day.start, day.end) for day in days)]
    return list(_pieces(sentence, _joined(sorted(spans), sentence)))


def _said(sentence: str, marks: Iterable[str]) -> Iterator[Span]:
    for words in marks:
        start = sentence.find(words) if words else -1
        if start >= 0:
            yield start, start + len(words)


def _joined(spans: list[Span], sentence: str) -> Iterator[Span]:
    """Yield the spans without overlaps, and without blanks and points at their ends."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    for start, end in merged:
        words = sentence[start:end] + REST_OF_WORD.match(sentence, end)[0]  # type: ignore[index]
        if "(" in words and sentence.startswith(")", start + len(words)):
            words += ")"
        start += len(words) - len(words.lstrip(TRIMMED))
        yield start, start + len(words.strip(TRIMMED))


def _pieces(sentence: str, spans: Iterator[Span]) -> Iterator[Piece]:
    place = 0
    for start, end in spans:
        if start > place:
            yield sentence[place:start], False
        if end > start:
            yield sentence[start:end], True
        place = max(place, end)
    if place < len(sentence):
        yield sentence[place:], False
