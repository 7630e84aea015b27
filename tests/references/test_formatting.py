"""Spans of time about people."""

from datetime import date

import pytest

from references.formatting import age

TODAY = date(2026, 3, 19)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (None, ""),
        (date(2026, 3, 19), "today"),
        (date(2026, 3, 20), "today"),
        (date(2026, 3, 18), "1 day ago"),
        (date(2026, 2, 18), "29 days ago"),
        (date(2026, 2, 16), "1 month ago"),
        (date(2025, 3, 18), "12 months ago"),
        (date(2024, 3, 30), "23 months ago"),
        (date(2024, 3, 10), "2 years ago"),
        (date(2022, 5, 1), "3 years ago"),
    ],
)
def test_age(since: date | None, words: str) -> None:
    assert age(since, TODAY) == words
