"""Addresses that are put together are those that are resolved."""

import pytest
from django.urls import NoReverseMatch, reverse

from jobtracker.urlcache import fast_reverse


@pytest.mark.parametrize(
    "name",
    [
        "applications:page",
        "applications:event_edit",
        "applications:interview",
        "people:reference",
        "followups:reminder",
        "notes:draft",
    ],
)
@pytest.mark.parametrize("pk", [0, 7, 100_200])
def test_an_address_is_the_one_of_its_pattern(name: str, pk: int) -> None:
    assert fast_reverse(name, pk) == reverse(name, args=[pk])


def test_a_page_that_is_not_there_is_told_of() -> None:
    with pytest.raises(NoReverseMatch):
        fast_reverse("applications:nowhere", 1)
