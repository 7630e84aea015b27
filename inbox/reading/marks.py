"""The decisive words in a sentence of evidence, found again for the page that quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from inbox.reading.dates import find_days
from inbox.reading.languages import CODES, Language, load
from inbox.reading.phrases import find_phrases
from inbox.reading.text import fold, without_points

Piece = tuple[str, bool]
Span = tuple[int, int]
REST_OF_WORD = re.compile(r"(?:(?<=\w)\w*)?")
TRIMMED = " ,;:.!?-"
LONGEST = 1_000


def marked(sentence: str, kind: str, language: str | None, on: date) -> list[Piece]:
    """Return the sentence in pieces, each with whether it is one of the decisive words.

    These are the phrases that say ``kind``, and the days they name; ``on`` is the mail's own day.
    """
    sentence = sentence[:LONGEST]
    folded = without_points(fold(sentence))
    languages = (load(language),) if language in CODES else tuple(map(load, CODES))
    spans = sorted(span for each in languages for span in _spans(folded, kind, each, on))
    return list(_pieces(sentence, _joined(spans, sentence)))


def _spans(folded: str, kind: str, language: Language, on: date) -> Iterator[Span]:
    for match in find_phrases(folded, language, [len(folded)]):
        if match.phrase.kind == kind:
            yield match.start, match.end
    for day in find_days(folded, language, on):
        yield day.start, day.end


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
