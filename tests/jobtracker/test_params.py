"""What is typed without a form behind it."""

import pytest
from django.http import QueryDict

from jobtracker.http.params import clean_line, parse_pk


@pytest.mark.parametrize(
    ("query", "read"),
    [("q=Ana", "Ana"), ("q=+Ana%09%0A+Ruiz+", "Ana Ruiz"), ("q=A%00na%00", "Ana"), ("", "")],
)
def test_a_line_has_single_spaces_and_nothing_that_a_database_refuses(
    query: str, read: str
) -> None:
    assert clean_line(QueryDict(query), "q") == read


@pytest.mark.parametrize(
    ("text", "read"),
    [("7", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("", None), ("-1", None), ("²", None)],
)
def test_a_key_is_one_that_a_row_could_have(text: str, read: int | None) -> None:
    assert parse_pk(text) == read
