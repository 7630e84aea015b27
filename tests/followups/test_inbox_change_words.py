"""What a yes changes in the plan, in words."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followups.inbox_change_words import sentences
from followups.timing.policy.make import make
from followups.wording.formatter import Formatter

FORMATTER = Formatter({}, ZoneInfo("Europe/London"), 2026, datetime(2026, 12, 1, tzinfo=UTC))


def follow_up(day: int, hour: int = 9) -> Any:
    at = datetime(2026, 12, day, hour, tzinfo=UTC)
    return SimpleNamespace(rule="status.after_interview", opens_at=at, due_at=at, to="")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            follow_up(7),
            follow_up(9),
            ["Replaces the follow-up due Mon 7 Dec with one due Wed 9 Dec."],
        ),
        (follow_up(7), follow_up(7, 17), []),
    ],
)
def test_a_follow_up_that_stays_on_its_day_is_not_worth_a_word(
    old: Any, new: Any, said: list[str]
) -> None:
    change: Any = SimpleNamespace(gone=[old], added=[new], moved=[], closes=False)
    assert sentences(FORMATTER, change, make()) == said
