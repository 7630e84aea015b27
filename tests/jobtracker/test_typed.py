"""What is typed without a form behind it."""

import pytest
from django.http import QueryDict

from jobtracker.typed import line


@pytest.mark.parametrize(
    ("query", "read"),
    [("q=Ana", "Ana"), ("q=+Ana%09%0A+Ruiz+", "Ana Ruiz"), ("q=A%00na%00", "Ana"), ("", "")],
)
def test_a_line_has_single_spaces_and_nothing_that_a_database_refuses(
    query: str, read: str
) -> None:
    assert line(QueryDict(query), "q") == read
