"""Spans of days within a month, whose first number is no hour."""

from __future__ import annotations

import re

LAST_DAY = re.compile(
    r"(?<![\w:.])\d{1,2}(?:\.|st|nd|rd|th|er|º)?(?:[-–]|\s(?:to|through|until"
    r"|till|bis(?: zum)?|au|al|tot(?: en met)?|t/m|hasta(?: el)?)\s)"
    r"(?:the |den |dem |el |le |de )?$"
)
INSTEAD = re.compile(r",? (?:instead|stattdessen|plutot|a la place|en su lugar|in plaats daarvan)")
BETWEEN = re.compile(
    r"(?:between|zwischen|entre|tussen)(?: the| dem| den| le| el| de)? \d{1,2}"
    r"(?:\.|st|nd|rd|th|er|º)?\s(?:and|und|et|y|en)\s?(?:the |dem |den |le |el |de )?$"
)


def ends_a_span(folded: str, start: int) -> bool:
    """Whether a day is the last one of several: “15 to 19 February” names no hour."""
    before = folded[max(0, start - 40) : start]
    return bool(LAST_DAY.search(before) or BETWEEN.search(before))


def is_instead(folded: str, end: int) -> bool:
    """Whether “instead” follows a day."""
    return bool(INSTEAD.match(folded, end))
