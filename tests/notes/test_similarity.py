"""What two letters share."""

import pytest

from notes.drafting.facts import OtherNote
from notes.drafting.similarity import Span, overlap, pieces

SIX = "one two three four five six"


@pytest.mark.parametrize(
    ("body", "other", "share"),
    [
        (SIX, SIX, 1.0),
        (SIX.upper(), SIX, 1.0),
        (f"{SIX} seven eight nine ten eleven twelve", SIX, 0.5),
        ("one two three four five", "one two three four five", None),
        ("", SIX, None),
        (SIX, "", None),
    ],
)
def test_share(body: str, other: str, share: float | None) -> None:
    found = overlap(body, [OtherNote("Ana", other)])
    assert (found.share if found else None) == share


def test_the_likest_letter_is_told() -> None:
    others = [OtherNote("Ana", f"{SIX} and more"), OtherNote("Chi", f"{SIX} seven eight")]
    found = overlap(f"{SIX} seven eight", others)
    assert found
    assert found.reader == "Chi"


def test_spans_are_of_characters() -> None:
    body = f"Dear Bo — {SIX}, yes."
    found = overlap(body, [OtherNote("Ana", SIX)])
    assert found
    assert [body[start:end] for start, end in found.spans] == [SIX]


def test_pieces_put_together_are_the_text() -> None:
    body = "abcdef"
    assert pieces(body, [(4, 5), (0, 2)]) == [
        Span("ab", marked=True),
        Span("cd", marked=False),
        Span("e", marked=True),
        Span("f", marked=False),
    ]
    assert pieces(body, []) == [Span(body, marked=False)]
