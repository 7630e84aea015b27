"""The decisive words of a quoted sentence are marked, and nothing else is changed in it."""

from __future__ import annotations

from datetime import date

import pytest

from inbox.reading.marks import marked

ON = date(2026, 11, 23)


def words(sentence: str, *marks: str, language: str | None = "en") -> list[str]:
    return [text for text, is_marked in marked(sentence, marks, language, ON) if is_marked]


@pytest.mark.parametrize(
    ("sentence", "marks", "language", "decisive"),
    [
        (
            "It was not an easy call, but we have decided not to take it further.",
            ["decided not to"],
            "en",
            ["decided not to"],
        ),
        (
            "Let's say Thursday 10 December at 14:30 (UK time), an hour on Teams.",
            [],
            "en",
            ["Thursday 10 December at 14:30 (UK time)"],
        ),
        (
            "Leider können wir Ihre Bewerbung nicht berücksichtigen.",
            ["nicht berücksichtig"],
            "de",
            ["nicht berücksichtigen"],
        ),
        ("Thank you for applying", ["for applying"], None, ["for applying"]),
        ("Wir entscheiden bis 7. Dezember.", [], None, ["7. Dezember"]),
        (
            "We will decide by Monday 7 December.",
            ["will decide by"],
            "en",
            ["will decide by Monday 7 December"],
        ),
        ("Nothing in here decides.", ["elsewhere", ""], "en", []),
    ],
)
def test_the_words_that_decide_are_marked(
    sentence: str, marks: list[str], language: str | None, decisive: list[str]
) -> None:
    assert words(sentence, *marks, language=language) == decisive


@pytest.mark.parametrize(
    "sentence",
    ["", "Nothing in here decides.", "We’re happy to offer you <b>the post</b> on 3 May 2027!"],
)
def test_the_pieces_are_the_sentence(sentence: str) -> None:
    pieces = marked(sentence, ["offer you", "you <b>the"], "en", ON)
    assert "".join(text for text, _marked in pieces) == sentence
