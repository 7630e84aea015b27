"""A second opinion on what a mail is: what its words speak for, learned from examples.

Each word, and each pair of neighbours, is weighed by how much oftener it stands in the examples of
one kind than in those of the others. A mail speaks for the kind for which its words weigh most. The
phrases decide; they are overruled only where the words speak clearly for something else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from math import log
from pathlib import Path
from statistics import fmean

from inbox.reading.findings import KINDS
from inbox.reading.languages import Language
from inbox.reading.phrases import load_phrases
from inbox.reading.reading_text import MailText
from inbox.reading.text import fold

EXAMPLES = Path(__file__).parent / "examples"
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
NUMBER = re.compile(r"\d+")
UNSEEN = 0.004
"""What a word counts for in a kind in whose examples it does not stand."""
CLEARLY, AHEAD = 22.0, 15.0
"""By how much the words must speak more for a kind than for the one of the phrases, and than for
any other; measured on mails for which neither phrases nor examples were written."""
TELLING = 6
"""Phrases of this weight are examples of their kind."""
MAX_WORDS = 1_500

Weights = Mapping[str, tuple[float, ...]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the words of a mail weigh for each kind."""

    weights: Mapping[str, float]

    @property
    def kind(self) -> str:
        """The kind for which they weigh most."""
        return max(self.weights, key=self.weights.__getitem__)

    def gainsays(self, kind: str) -> bool:
        """Whether the words speak clearly for something else."""
        first, second = sorted(self.weights.values(), reverse=True)[:2]
        return first - self.weights[kind] >= CLEARLY and first - second >= AHEAD


def weigh(text: MailText) -> Opinion:
    """Return what the words of a mail speak for."""
    weights = _weights(text.language)
    known = [weights[word] for word in _said(text.folded) if word in weights]
    sums = map(sum, zip(*known, strict=True)) if known else (0.0 for _ in KINDS)
    return Opinion(dict(zip(KINDS, sums, strict=True)))


def most_telling(text: MailText, kind: str) -> tuple[Span, Span]:
    """Return the sentence that speaks most for a kind, and the words of it that do."""
    weights, place = _weights(text.language), KINDS.index(kind)
    words = [
        (start, end, weights[word][place])
        for start, end, word in _words(text.folded)
        if word in weights
    ]
    spans = zip([0, *text.ends[:-1]], text.ends, strict=True)
    inside = {span: [each for each in words if span[0] <= each[0] < span[1]] for span in spans}
    sentence = max(inside, key=lambda span: sum(weight for *_, weight in inside[span]))
    return sentence, _heaviest_run(inside[sentence], sentence[0])


def _heaviest_run(words: list[tuple[int, int, float]], begin: int) -> Span:
    best, run = (0.0, begin, begin), (0.0, begin)
    for start, end, weight in words:
        run = (run[0] + weight, run[1]) if run[0] > 0 else (weight, start)
        best = max(best, (*run, end))
    return best[1:]


def _said(folded: str) -> set[str]:
    """Return the words and the pairs of words; any number is a number."""
    words = WORD.findall(NUMBER.sub("0", folded))[:MAX_WORDS]
    return {*words, *map(" ".join, pairwise(words))}


def _words(folded: str) -> list[tuple[int, int, str]]:
    """Return the words and the pairs of words, each with its place."""
    found = [
        (word.start(), word.end(), NUMBER.sub("0", word[0]))
        for word in islice(WORD.finditer(folded), MAX_WORDS)
    ]
    pairs = ((one[0], two[1], f"{one[2]} {two[2]}") for one, two in pairwise(found))
    return sorted([*found, *pairs])


@cache
def _weights(language: Language) -> Weights:
    """Return what each word of the examples weighs for each kind, in the order of the kinds."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: Counter[str] = Counter()
    for kind, sentence in examples_of(language):
        examples[kind] += 1
        for word in _said(fold(sentence)):
            counts[word][kind] += 1
    return {word: _ratios(kinds, examples) for word, kinds in counts.items()}


def _ratios(kinds: Counter[str], examples: Counter[str]) -> tuple[float, ...]:
    logs = [log(kinds[kind] / max(1, examples[kind]) + UNSEEN) for kind in KINDS]
    return tuple(each - fmean(logs) for each in logs)


def examples_of(language: Language) -> Iterator[tuple[str, str]]:
    """Yield the examples of a language, each with its kind; its phrases' own are among them."""
    for phrase in load_phrases(language):
        if phrase.weight >= TELLING:
            yield phrase.kind, phrase.example
    lines = (EXAMPLES / f"{language.code}.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        kind, _, sentence = line.partition("|")
        yield kind, sentence
