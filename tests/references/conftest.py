"""What the tests of the people pages share: a clock that stands."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine


@pytest.fixture
def at_now(now: datetime) -> Iterator[datetime]:
    """The clock stands at ``now`` for views, too."""
    with time_machine.travel(now, tick=False):
        yield now
