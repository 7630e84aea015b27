"""What two letters share."""

import pytest

from followups.draft_facts import Letter
from followups.sameness import Piece, pieces, shared

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
    found = shared(body, [Letter("Ana", other)])
    assert (found.share if found else None) == share


def test_the_likest_letter_is_told() -> None:
    others = [Letter("Ana", f"{SIX} and more"), Letter("Chi", f"{SIX} seven eight")]
    found = shared(f"{SIX} seven eight", others)
    assert found
    assert found.reader == "Chi"


def test_spans_are_of_characters() -> None:
    body = f"Dear Bo — {SIX}, yes."
    found = shared(body, [Letter("Ana", SIX)])
    assert found
    assert [body[start:end] for start, end in found.spans] == [SIX]


def test_pieces_put_together_are_the_text() -> None:
    body = "abcdef"
    assert pieces(body, [(4, 5), (0, 2)]) == [
        Piece("ab", marked=True),
        Piece("cd", marked=False),
        Piece("e", marked=True),
        Piece("f", marked=False),
    ]
    assert pieces(body, []) == [Piece(body, marked=False)]
