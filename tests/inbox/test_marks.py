"""The decisive words of a quoted sentence are found again, and nothing else is changed in it."""

from __future__ import annotations

from datetime import date

import pytest

from inbox.reading.marks import marked

ON = date(2026, 11, 23)


def words(sentence: str, kind: str, language: str | None = "en") -> list[str]:
    return [text for text, is_marked in marked(sentence, kind, language, ON) if is_marked]


@pytest.mark.parametrize(
    ("sentence", "kind", "language", "decisive"),
    [
        (
            "It was not an easy call, but we have decided not to take your application further.",
            "rejection",
            "en",
            "decided not to",
        ),
        (
            "Let's say Thursday 10 December at 14:30 (UK time), an hour on Teams.",
            "interview_invitation",
            "en",
            "Thursday 10 December at 14:30 (UK time)",
        ),
        (
            "Leider können wir Ihre Bewerbung nicht berücksichtigen.",
            "rejection",
            "de",
            "nicht berücksichtigen",
        ),
        ("Thank you for applying to Kestrel Analytics", "confirmation", None, "for applying"),
    ],
)
def test_the_words_that_decide_are_marked(
    sentence: str, kind: str, language: str | None, decisive: str
) -> None:
    assert any(decisive.casefold() in each.casefold() for each in words(sentence, kind, language))


@pytest.mark.parametrize(
    "sentence",
    ["", "Nothing in here decides.", "We’re happy to offer you <b>the post</b> on 3 May 2027!"],
)
def test_the_pieces_are_the_sentence(sentence: str) -> None:
    pieces = marked(sentence, "offer", "en", ON)
    assert "".join(text for text, _marked in pieces) == sentence


def test_a_sentence_of_another_kind_is_not_marked() -> None:
    assert words("We have received your application.", "offer") == []


def test_words_side_by_side_are_one_mark() -> None:
    (mark,) = words("We will decide by Monday 7 December.", "timeline_given")
    assert mark.endswith("7 December")
