"""The languages that are read, each by the words in its data file, and which one a mail is in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CODES = ("en", "de", "fr", "es", "nl")
HERE = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
MAX_GUESSED_FROM = 3_000
MIN_WORDS = 2


@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language; patterns are compiled when they are first asked for."""

    code: str
    words: dict[str, Any]
    stopwords: frozenset[str]

    def source(self, name: str) -> str:
        """Return a pattern's source, in a group of its own."""
        return f"(?:{self.words[name]})" if self.words[name] else "(?!)"

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return a pattern that finds whole words."""
        return _compiled(rf"(?<!\w){self.source(name)}(?!\w)")

    def beginning(self, name: str) -> re.Pattern[str]:
        """Return a pattern that finds words by how they begin."""
        return _compiled(rf"(?<!\w){self.source(name)}")

    def patterns(self, name: str) -> list[re.Pattern[str]]:
        """Return a list of patterns that find what stands before a name."""
        return [_compiled(rf"(?<!\w){each}") for each in self.words[name]]


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source.replace("…", r"[^.!?\n]{0,60}?"))


@cache
def load(code: str) -> Language:
    """Return a language by its code."""
    words = tomllib.loads((HERE / "languages" / f"{code}.toml").read_text(encoding="utf-8"))
    return Language(code, words, frozenset(words["stopwords"].split()))


def guess(folded: str) -> tuple[Language, ...]:
    """Return the language of a folded text, a second one where it is said twice, or none."""
    words = [each.partition("'")[0] for each in WORD.findall(folded[:MAX_GUESSED_FROM])]
    counts = {code: sum(map(load(code).stopwords.__contains__, words)) for code in CODES}
    ranked = sorted(CODES, key=lambda code: -counts[code])
    best = counts[ranked[0]]
    if best < MIN_WORDS or 12 * best < len(words):
        return ()
    return tuple(load(code) for code in ranked[:2] if counts[code] >= 0.6 * best)
