"""What a mail's words speak for, learned from examples: asked where no phrase decides.

Each word, and each pair of neighbours, is weighed by how much oftener it stands in the examples of
one kind than in those of the others. A mail speaks for the kind for which its words weigh most.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path

from inbox.reading.findings import KINDS
from inbox.reading.languages import Language
from inbox.reading.phrases import load_phrases
from inbox.reading.reading_text import MailText
from inbox.reading.text import fold

EXAMPLES = Path(__file__).parent / "examples"
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
UNSEEN = 0.002
"""What a word counts for in a kind in whose examples it does not stand."""
TELLING = 6
"""Phrases of this weight are examples of their kind."""
MAX_WORDS = 1_500

Weights = Mapping[str, Sequence[float]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The kind that the words speak for, by how much, and by how much more than for another.

    ``sentence`` is the one that speaks for it most, ``words`` the most telling place in it.
    """

    kind: str
    weight: float
    lead: float
    sentence: Span
    words: Span


def weigh(text: MailText) -> Opinion:
    """Return what the words of a mail speak for."""
    weights = _weights(text.language)
    tokens = _tokens(text.folded)
    sums = _sums(weights, dict.fromkeys(each for _, _, each in tokens))
    ranked = sorted(range(len(KINDS)), key=lambda place: -sums[place])
    best = ranked[0]
    sentence = max(_sentences(text), key=lambda span: _speaks(weights, tokens, span, best))
    words = _heaviest_run(weights, tokens, sentence, best)
    return Opinion(KINDS[best], sums[best], sums[best] - sums[ranked[1]], sentence, words)


def _sentences(text: MailText) -> Iterator[Span]:
    yield from zip([0, *text.ends[:-1]], text.ends, strict=True)


def _tokens(folded: str) -> list[tuple[int, int, str]]:
    """Return the words and the pairs of words, each with its place; any number is a number."""
    found = [
        (word.start(), word.end(), "0" if word[0].isdigit() else word[0])
        for word, _ in zip(WORD.finditer(folded), range(MAX_WORDS), strict=False)
    ]
    pairs = [(one[0], two[1], f"{one[2]} {two[2]}") for one, two in pairwise(found)]
    return found + pairs


def _sums(weights: Weights, tokens: Mapping[str, object]) -> list[float]:
    known = [weights[token] for token in tokens if token in weights]
    return [sum(column) for column in zip(*known, strict=True)] or [0.0] * len(KINDS)


def _speaks(weights: Weights, tokens: list[tuple[int, int, str]], span: Span, kind: int) -> float:
    return sum(
        weights[token][kind]
        for start, end, token in tokens
        if token in weights and span[0] <= start and end <= span[1]
    )


def _heaviest_run(
    weights: Weights, tokens: list[tuple[int, int, str]], span: Span, kind: int
) -> Span:
    """Return the run of words in a sentence that speaks most for a kind."""
    best, weight, start = (0.0, (span[0], span[0])), 0.0, span[0]
    for begin, end, token in tokens:
        if " " in token or not (span[0] <= begin and end <= span[1]):
            continue
        if weight <= 0:
            weight, start = 0.0, begin
        weight += weights[token][kind] if token in weights else 0.0
        best = max(best, (weight, (start, end)))
    return best[1]


@cache
def _weights(language: Language) -> Weights:
    """Return what each word of the examples weighs for each kind, in the order of the kinds."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: Counter[str] = Counter()
    for kind, sentence in examples_of(language):
        examples[kind] += 1
        for token in {token for _, _, token in _tokens(fold(sentence))}:
            counts[token][kind] += 1
    return {token: tuple(_ratios(kinds, examples)) for token, kinds in counts.items()}


def _ratios(kinds: Counter[str], examples: Counter[str]) -> Iterator[float]:
    shares = [kinds[kind] / max(1, examples[kind]) + UNSEEN for kind in KINDS]
    even = sum(shares) / len(shares)
    for share in shares:
        yield log(share / even)


def examples_of(language: Language) -> Iterator[tuple[str, str]]:
    """Yield the examples of a language, each with its kind; its phrases' own are among them."""
    for phrase in load_phrases(language):
        if phrase.weight >= TELLING:
            yield phrase.kind, phrase.example
    lines = (EXAMPLES / f"{language.code}.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        kind, _, sentence = line.partition("|")
        yield kind, sentence
