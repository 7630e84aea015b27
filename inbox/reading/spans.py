"""Spans of time that a text names: “within two weeks”, “by the end of next week”, “in January”."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from inbox.reading.dates import Found, patterns
from inbox.reading.languages import Language

UNITS = ("working_days", "fortnight", "days", "weeks", "months_long", "hours")
FRIDAY = 4
STOP = re.compile(r"[.!?\n]")
MAX_NUMBER = 120


@dataclass(frozen=True)
class Spans:
    """The patterns of one language."""

    lasting: re.Pattern[str]
    from_now: re.Pattern[str]
    counted_from: re.Pattern[str]
    ending: re.Pattern[str]
    month: re.Pattern[str]
    numbers: dict[str, int]


@cache
def _spans(language: Language) -> Spans:
    numbers = {
        word.partition("=")[0].replace("-", " "): int(word.partition("=")[2])
        for word in language.words["numbers"].split()
    }
    number = "|".join([r"\d{1,3}", *sorted(numbers, key=len, reverse=True)])
    units = "|".join(f"(?P<{unit}>{language.source(unit)})" for unit in UNITS)
    fill, months = language.source("fill"), "|".join(patterns(language).months)
    ends = "|".join(
        f"(?P<{name}>{language.source(name)})" for name in ("end_of", "middle_of", "beginning_of")
    )
    weeks = "|".join(
        f"(?P<{name}>{language.source(name)})"
        for name in ("next_week", "this_week", "next_month", "this_month", "new_year")
    )
    return Spans(
        re.compile(
            rf"(?<!\w){language.source('within')}\s(?:{fill}\s){{0,3}}"
            rf"(?:(?P<low>{number})(?:\s?{language.source('range')}\s?(?P<high>{number}))?\s)?"
            rf"(?:{fill}\s)?(?:of )?(?:{units})(?!\w)"
        ),
        re.compile(
            rf"(?<!\w)(?:(?P<low>{number})\s?{language.source('range')}\s)?(?P<high>{number})"
            rf"(?:{fill}\s)?\s(?:{units})\s{language.source('from_now')}(?!\w)"
        ),
        re.compile(rf"\s{language.source('counted_from')}\s[^.!?\n]{{0,30}}?"),
        re.compile(rf"(?<!\w)(?:{ends})?\s?(?:of |der |van |de )?(?:{weeks})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{ends})\s?(?P<m>{months})(?!\w)\.?(?:,?\s(?:de )?(?P<y>\d{{4}}))?"),
        numbers,
    )


def find_spans(
    folded: str, language: Language, sent: date, days: Sequence[Found] = ()
) -> list[Found]:
    """Return the last day of each span, counted from the day the mail was sent.

    “Ten days of the interview on 3 December” is counted from that one of the ``days``.
    """
    known = _spans(language)
    found = [
        *_lasting(known.lasting, folded, known, sent),
        *_lasting(known.from_now, folded, known, sent),
        *_ending(known.ending, folded, sent),
        *_months(known.month, folded, patterns(language).months, sent),
    ]
    found = [_from_its_day(each, folded, known, days) for each in found]
    return sorted(found, key=lambda each: each.start)[:20]


def _from_its_day(span: Found, folded: str, known: Spans, days: Sequence[Found]) -> Found:
    """Return a span counted from the day that is named right behind it."""
    for day in days:
        if span.end < day.start < span.end + 60:
            between = folded[span.end : day.start]
            lasting = known.lasting.match(folded, span.start)
            if lasting and known.counted_from.match(between) and not STOP.search(between):
                counted = _lasting(known.lasting, lasting[0], known, day.day)
                return replace(
                    span, end=day.end, day=next((each.day for each in counted), span.day)
                )
    return span


def _lasting(pattern: re.Pattern[str], folded: str, known: Spans, sent: date) -> Iterator[Found]:
    numbers = known.numbers
    for match in pattern.finditer(folded):
        word = match["high"] or match["low"] or "1"
        amount = numbers.get(word) or int(word) if word in numbers or word.isdigit() else 1
        if amount <= MAX_NUMBER:
            yield Found(match.start(), match.end(), _counted(match, amount, sent))


def _counted(match: re.Match[str], amount: int, sent: date) -> date:
    if match["working_days"]:
        day = sent
        while amount:
            day += timedelta(days=1)
            amount -= day.weekday() <= FRIDAY
        return day
    if match["fortnight"]:
        return sent + timedelta(days=14)
    if match["months_long"]:
        years, month = divmod(sent.month - 1 + amount, 12)
        return _clamped(sent.year + years, month + 1, sent.day)
    days = -(-amount // 24) if match["hours"] else amount * (7 if match["weeks"] else 1)
    return sent + timedelta(days=days)


def _ending(pattern: re.Pattern[str], folded: str, sent: date) -> Iterator[Found]:
    for match in pattern.finditer(folded):
        monday = sent - timedelta(days=sent.weekday())
        if match["this_week"] or match["next_week"]:
            day = monday + timedelta(days=FRIDAY + 7 * bool(match["next_week"]))
            if match["beginning_of"] and match["next_week"] and match["beginning_of"] not in {"in"}:
                day = monday + timedelta(days=7)
        elif match["new_year"]:
            day = date(sent.year + 1, 1, 1)
        else:
            years, month = divmod(sent.month - 1 + bool(match["next_month"]), 12)
            day = _part_of_month(match, sent.year + years, month + 1)
        yield Found(match.start(), match.end(), day)


def _months(
    pattern: re.Pattern[str], folded: str, months: dict[str, int], sent: date
) -> Iterator[Found]:
    for match in pattern.finditer(folded):
        month = months[match["m"]]
        year = int(match["y"]) if match["y"] else sent.year + (month < sent.month)
        if 1990 <= year <= 2200:
            yield Found(match.start(), match.end(), _part_of_month(match, year, month))


def _part_of_month(match: re.Match[str], year: int, month: int) -> date:
    if match["beginning_of"]:
        return date(year, month, 1)
    return date(year, month, 15) if match["middle_of"] else _clamped(year, month, 31)


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
