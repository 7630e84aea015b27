"""Random searches, recorded step by step: the rows are always those that the rules plan.

`make truth` tells thousands; here it is some hundred.
"""

import os

import pytest

from accounts.models import User
from tests.truth.tell import tell

FEW = 100


def seeds() -> range:
    """The stories to tell: `TRUTH_STORIES` of them, from `TRUTH_FROM` on."""
    first = int(os.environ.get("TRUTH_FROM", "0"))
    return range(first, first + int(os.environ.get("TRUTH_STORIES", FEW)))


@pytest.mark.parametrize("seed", seeds())
def test_a_random_search_is_planned_as_the_rules_say(seeker: User, seed: int) -> None:
    search = tell(seeker, seed)
    assert search.story.jobs or search.told
