"""When a reminder is due, in words: one table for cards, cells and lines."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.safestring import SafeString, mark_safe

from followups import due_words
from followups.models import HeldBack, Reminder

NOW = datetime(2026, 3, 19, 20, tzinfo=UTC)
DAY = timedelta(days=1)


def day(at: datetime | None) -> str:
    return f"{at:%d %b}" if at else ""


def moment(at: datetime | None) -> SafeString:
    return mark_safe(f"<time>{day(at)}</time>" if at else "")


def reminder(
    opens: int, due: int | None, *, optional: bool = False, until: int | None = None
) -> Reminder:
    return Reminder(
        opens_at=NOW + opens * DAY,
        due_at=None if due is None else NOW + due * DAY,
        optional=optional,
        snoozed_until=None if until is None else NOW + until * DAY,
    )


@pytest.mark.parametrize(
    ("row", "card", "cell", "line"),
    [
        (reminder(-3, -1), "was due <time>18 Mar</time>", "was due 18 Mar", "was due 18 Mar"),
        (reminder(-1, 0), "by <time>19 Mar</time>", "by 19 Mar", ""),
        (reminder(-1, 2), "by <time>21 Mar</time>", "by 21 Mar", ""),
        (reminder(-1, None), "", "", ""),
        (reminder(2, 3), "from <time>21 Mar</time>", "from 21 Mar", "21 Mar"),
        (reminder(-3, -1, optional=True), "if you like", "if you like", ""),
        (reminder(2, 3, optional=True), "from <time>21 Mar</time>", "from 21 Mar", "21 Mar"),
        (reminder(-3, -1, until=1), "put off until <time>20 Mar</time>", "from 20 Mar", "20 Mar"),
        (reminder(-3, 2, until=0), "by <time>21 Mar</time>", "by 21 Mar", ""),
    ],
)
def test_words(row: Reminder, card: str, cell: str, line: str) -> None:
    assert due_words.in_full(row, NOW, moment) == card
    assert due_words.in_short(row, NOW, day) == cell
    assert due_words.on_a_line(row, NOW, day) == line


def test_until_when_something_waits() -> None:
    assert due_words.until(HeldBack(until=NOW), day) == "until 19 Mar"
    assert due_words.until(HeldBack(until=None), day) == ""
