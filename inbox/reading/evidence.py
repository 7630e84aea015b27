"""The sentences of a mail that its kind rests on, and the words in them that decided."""

from __future__ import annotations

from inbox.reading.dates import Found
from inbox.reading.findings import MEETINGS
from inbox.reading.phrases import Match, sentence_at
from inbox.reading.reading_text import MailText

MAX_EVIDENCE = 3
MAX_SENTENCE = 300
MIN_WORDS = 4

Place = tuple[int, int]


def evidence_of(
    text: MailText, kind: str, matches: list[Match], days: list[Found]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that the kind rests on, and the words in them that decided."""
    telling = sorted(
        (match for match in matches if match.phrase.kind == kind),
        key=lambda match: (-match.phrase.weight, match.start),
    )
    places = [(match.sentence, (match.start, match.end)) for match in telling]
    if not places and kind != "ignore":
        places = _instead(text, kind, days)
    return quoted(text, places)


def quoted(
    text: MailText, places: list[tuple[Place, Place]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return sentences as they were written, and the words in them that decided."""
    said = dict.fromkeys(text.original(*sentence)[:MAX_SENTENCE] for sentence, _ in places)
    sentences = [sentence for sentence in said if sentence][:MAX_EVIDENCE]
    words = dict.fromkeys(text.original(*place).strip(" ,;:") for _, place in places)
    marks = [each for each in words if each and any(each in sentence for sentence in sentences)]
    return tuple(sentences), tuple(marks)


def _instead(text: MailText, kind: str, days: list[Found]) -> list[tuple[Place, Place]]:
    """Return what to show where no phrase decided: the sentence of a time, or the first one."""
    coming = [day for day in days if day.clock and day.day >= text.sent]
    if kind in MEETINGS and coming:
        day = coming[0]
        return [(sentence_at(text.ends, day.start), (day.start, day.end))]
    starts = [0, *text.ends[:-1]]
    for sentence in zip(starts, text.ends, strict=True):
        if sentence[0] >= text.begin and len(text.original(*sentence).split()) >= MIN_WORDS:
            return [(sentence, (0, 0))]
    return []
