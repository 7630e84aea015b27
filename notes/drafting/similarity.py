"""Finds the passages that two letters share, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from notes.drafting.facts import OtherNote

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
PASSAGE = 6
"""This many words in a row are a passage rather than a common phrase."""
TOO_MUCH = 0.4
"""Above this share, two letters count as the same letter."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a text shares with one other letter: spans of characters, and their share of it."""

    reader: str
    spans: tuple[tuple[int, int], ...]
    share: float


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text; ``marked`` if another letter contains it."""

    text: str
    marked: bool


def overlap(body: str, others: Iterable[OtherNote]) -> Overlap | None:
    """The overlap of ``body`` with the most similar letter; None if it shares no passage."""
    overlaps = [_with(body, other) for other in others]
    return max((each for each in overlaps if each.spans), key=lambda each: each.share, default=None)


def _with(body: str, other: OtherNote) -> Overlap:
    words = list(WORD.finditer(body))
    own = [word.group().casefold() for word in words]
    theirs = [word.casefold() for word in WORD.findall(other.body)]
    blocks = [
        block
        for block in SequenceMatcher(None, own, theirs, autojunk=False).get_matching_blocks()
        if block.size >= PASSAGE
    ]
    spans = tuple((words[b.a].start(), words[b.a + b.size - 1].end()) for b in blocks)
    return Overlap(other.reader, spans, sum(b.size for b in blocks) / max(len(own), 1))


def pieces(body: str, spans: Iterable[tuple[int, int]]) -> list[Span]:
    """Split a text at the given spans, in order."""
    return [piece for piece in _cut(body, spans) if piece.text]


def _cut(body: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    at = 0
    for start, end in sorted(spans):
        yield Span(body[at:start], marked=False)
        yield Span(body[start:end], marked=True)
        at = end
    yield Span(body[at:], marked=False)
