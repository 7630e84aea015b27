"""Whether two letters are one letter: the passages they share, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from notes.drafting.facts import OtherNote

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
PASSAGE = 6
"""So many words in a row are a passage, not a turn of phrase."""
TOO_MUCH = 0.4
"""Where so much of a letter stands in another one too, it is the same letter."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a text shares with one other letter: spans of characters, and how much of it that is."""

    reader: str
    spans: tuple[tuple[int, int], ...]
    share: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; ``marked`` where it stands in another letter too."""

    text: str
    marked: bool


def overlap(body: str, others: Iterable[OtherNote]) -> Overlap | None:
    """What ``body`` shares with the letter it is most like; None where it shares no passage."""
    found = [_with(body, other) for other in others]
    return max((each for each in found if each.spans), key=lambda each: each.share, default=None)


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
    """A text cut at the given spans, in order."""
    return [piece for piece in _cut(body, spans) if piece.text]


def _cut(body: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    at = 0
    for start, end in sorted(spans):
        yield Span(body[at:start], marked=False)
        yield Span(body[start:end], marked=True)
        at = end
    yield Span(body[at:], marked=False)
