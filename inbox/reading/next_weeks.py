"""Weekdays of next week: “Thursday next week”, “la semaine prochaine, jeudi”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from inbox.reading.languages import Language


@dataclass(frozen=True)
class NextWeek:
    """What stands before and after such a weekday in one language."""

    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def next_week(language: Language) -> NextWeek:
    """Build a language's patterns once."""
    return NextWeek(
        re.compile(rf"(?<!\w){language.source('next_before')}\s?$"),
        re.compile(rf",?\s{language.source('next_after')}(?!\w)"),
    )


def is_of_next_week(day: re.Match[str], words: NextWeek) -> bool:
    """Whether a weekday is said to be next week's."""
    before = day.string[max(0, day.start() - 30) : day.start()]
    return bool(words.before.search(before) or words.after.match(day.string, day.end()))


def end_of_day(day: re.Match[str], words: NextWeek) -> int:
    """Return where a day ends, with the words that say which week it is in."""
    after = words.after.match(day.string, day.end()) if day["wd"] else None
    return after.end() if after else day.end()
