"""The phrases that tell what a mail is about: found in a text, with the sentence of each."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from inbox.reading.findings import KINDS
from inbox.reading.languages import Language

HERE = Path(__file__).parent
CONDITIONAL = {
    "rejection", "interview_invitation", "interview_rescheduled", "interview_cancelled", "offer",
    "references_requested",
}  # fmt: skip
"""What is said after “if” has not happened."""
STATED = {"rejection", "interview_cancelled", "confirmation", "timeline_given"}
"""What is only asked has not been said."""
OUTCOMES = {"rejection", "offer", "interview_cancelled"}
THEY = re.compile(r"(?<!\w)(?:they|he|she|ils|elles|ze|zij|ellos) (?:\w+ )?$")
"""Who tells of a third firm's answer does not give it."""
ASKED = re.compile(
    r"(?:curious|how|what|why|wie|was|warum|comment|pourquoi|que|como|hoe|wat|waarom)\b"
)
NEGATED = {"offer", "interview_invitation"}
GROUP = re.compile(r"\[[^\]]*\][*+?]?|\\.[*+?]?|\{[^}]*\}|[^()|][*?]")
OPENING = re.compile(r"\(\?(?::|=|!|<=|<!)")
NAMED = re.compile(r"<(\w+)>")
LITERAL = re.compile(r"[a-z' -]{4,}")
GAP = r"[^.!?\n]{0,80}?"
MAX_MATCHES = 4


@dataclass(frozen=True, eq=False)
class Phrase:
    """Words that say one kind of thing."""

    kind: str
    weight: int
    words: str
    example: str
    unless: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Find the words as whole words."""
        start = "" if self.words.startswith("^") else r"(?<!\w)"
        return re.compile(start + _spelled(self.words))

    @cached_property
    def exception(self) -> re.Pattern[str] | None:
        """Find what must not stand in the same sentence."""
        return re.compile(rf"(?<!\w)(?:{_spelled(self.unless)})") if self.unless else None

    @cached_property
    def needed(self) -> str:
        """A piece of text without which the words cannot be there; found much faster."""
        plain = _without_groups(self.words)
        return max((each[0] for each in LITERAL.finditer(plain)), key=len, default="")


def _spelled(words: str) -> str:
    words = words.rstrip("…").replace("… ", GAP + " ").replace("…|", "|").replace("…)", ")")
    return f"(?:{words})".replace("…", GAP + r"(?<!\w)")


def _without_groups(words: str) -> str:
    """Return what always stands in a match; nothing where the words offer a choice."""
    depth, kept, choice = 0, [], False
    for character in GROUP.sub("\0", OPENING.sub("(", words)):
        depth += (character == "(") - (character == ")")
        choice = choice or (character == "|" and not depth)
        kept.append("\0" if depth or character in "()^$…" else character)
    return "" if choice else "".join(kept)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that was found, and the sentence that it stands in."""

    phrase: Phrase
    start: int
    end: int
    sentence: tuple[int, int]


@cache
def load_phrases(language: Language) -> tuple[Phrase, ...]:
    """Return the phrases of a language."""
    source = (HERE / "phrases" / f"{language.code}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source)
    return tuple(
        Phrase(
            kind, weight, _filled(words, table), example, *(_filled(each, table) for each in rest)
        )
        for kind in KINDS
        for weight, words, example, *rest in table.get(kind, ())
    )


def _filled(words: str, table: dict[str, Any]) -> str:
    """Return the words with each `<name>` replaced by what the file's `words` say of it."""
    while NAMED.search(words):
        words = NAMED.sub(lambda match: f"(?:{table['words'][match[1]]})", words)
    return words


def find_phrases(folded: str, language: Language, ends: list[int]) -> Iterator[Match]:
    """Yield each phrase that the text says and means; ``ends`` are its sentences' ends."""
    for phrase in load_phrases(language):
        if phrase.needed and phrase.needed not in folded:
            continue
        for number, found in enumerate(phrase.pattern.finditer(folded)):
            if number >= MAX_MATCHES:
                break
            sentence = sentence_at(ends, found.start())
            if not _is_excepted(phrase, folded, found, sentence, language):
                yield Match(phrase, found.start(), found.end(), sentence)
                break


def sentence_at(ends: list[int], place: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    number = bisect_right(ends, place)
    return (ends[number - 1] if number else 0), ends[min(number, len(ends) - 1)]


def _is_excepted(
    phrase: Phrase, folded: str, found: re.Match[str], sentence: tuple[int, int], language: Language
) -> bool:
    start, end = sentence
    end = max(end, found.end())
    if phrase.exception and phrase.exception.search(folded, start, end):
        return True
    if phrase.kind in OUTCOMES and THEY.search(
        folded, max(start, found.start() - 12), found.start()
    ):
        return True
    if _is_asked(phrase, folded[start:end]):
        return True
    before = (max(start, found.start() - 300), found.start())
    if phrase.kind in CONDITIONAL and language.pattern("conditional").search(folded, *before):
        return True
    near = (max(start, found.start() - 40), found.start())
    return phrase.kind in NEGATED and bool(language.pattern("negation").search(folded, *near))


def _is_asked(phrase: Phrase, sentence: str) -> bool:
    if not sentence.rstrip().endswith("?"):
        return False
    return phrase.kind in STATED or (
        phrase.kind == "offer" and bool(ASKED.match(sentence.lstrip(" ¿\n")))
    )
