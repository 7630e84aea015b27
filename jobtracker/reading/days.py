"""Days as people write them, in English, German, French, Spanish and Dutch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

Order = Literal["dmy", "mdy"]
FIRST_YEAR, LAST_YEAR = 1970, 2199
SERIALS_BEGIN = date(1899, 12, 30)
_MONTHS = (
    "january jan januar jänner janvier janv enero ene januari",
    "february feb februar février fevrier févr fév febrero februari",
    "march mar märz maerz mrz mars marzo maart mrt",
    "april apr avril avr abril abr",
    "may mai mayo mei",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août aout agosto ago augustus",
    "september sept sep septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
OF = r"(?:\s?(?:of|de|del)\s|[\s./-]{0,2})"
NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|ste|e|º|°)?\.?{OF}(?P<month>{MONTH})"
    rf"(?:,?{OF}(?P<year>\d{{4}}|['’]?\d{{2}})(?![\d:]))?",
    re.I,
)
MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_])(?P<month>{MONTH})\s{{0,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    r"(?:,?\s{1,2}(?P<year>\d{4})(?!\d)|,\s?['’]?(?P<short>\d{2})(?![\d:]))?",
    re.I,
)
YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20|21)\d{2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?!\d)"
)
NUMERIC = re.compile(
    r"(?<![\d.,/-])(?P<first>\d{1,2})\s?(?P<mark>[./-])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>\d{4}|\d{2})(?![\d/])"
)
ZONED = re.compile(
    r"(?<!\d)(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2}"
    r"|UTC)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text; ``on`` is None for a date without its year."""

    start: int
    end: int
    on: date | None
    month: int
    day: int


def find_days(text: str, order: Order) -> list[Day]:
    """Return the days in ``text``, in their order; ``order`` decides what 03/12/2026 is."""
    found = sorted(_all(text, order), key=lambda day: (day.start, -day.end))
    kept: list[Day] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def orders_in(text: str) -> Iterator[Order]:
    """Yield the order of each numeric date that can be read in one way only."""
    for match in NUMERIC.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 >= second:
            yield "dmy"
        elif second > 12 >= first:
            yield "mdy"


def local_day(text: str, zone: tzinfo) -> date | None:
    """Return the day in ``zone`` of the first instant in ``text`` that names its offset."""
    match = ZONED.search(text)
    if not match:
        return None
    offset = match[3].upper().replace("UTC", "Z").replace("Z", "+00:00")
    try:
        at = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
        return at.astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def written_day(text: str) -> date | None:
    """Return the day that an instant or a date begins with, as it is written."""
    match = YEAR_FIRST.match(text.strip())
    return _made(match["year"], match["month"], match["day"]) if match else None


def coming(month: int, day: int, today: date) -> date | None:
    """Return the first such day from ``today`` on."""
    years = (today.year, today.year + 1)
    found = (_made(str(year), str(month), str(day)) for year in years)
    return next((on for on in found if on and on >= today - timedelta(days=1)), None)


def day_of_serial(number: float) -> date | None:
    """Return the day that a spreadsheet counts from 30 December 1899."""
    if not 25_569 <= number <= 109_000:
        return None
    return SERIALS_BEGIN + timedelta(days=int(number))


def _all(text: str, order: Order) -> Iterator[Day]:
    for match in YEAR_FIRST.finditer(text):
        yield from _day(match, match["year"], match["month"], match["day"])
    for match in NUMERIC.finditer(text):
        first, second = match["first"], match["second"]
        if int(second) > 12 or (order == "mdy" and match["mark"] != "." and int(first) <= 12):
            first, second = second, first
        yield from _day(match, match["year"], second, first)
    for pattern in (NAMED, MONTH_FIRST):
        for match in pattern.finditer(text):
            month = str(MONTHS[match["month"].rstrip(".").casefold()])
            year = match["year"] or match.groupdict().get("short")
            yield from _day(match, year, month, match["day"])


def _day(match: re.Match[str], year: str | None, month: str, day: str) -> Iterator[Day]:
    on = _made(year.strip("'’"), month, day) if year else None
    if on or not year:
        yield Day(match.start(), match.end(), on, int(month), int(day))


def _made(year: str, month: str, day: str) -> date | None:
    number = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        made = date(number, int(month), int(day))
    except ValueError:
        return None
    return made if FIRST_YEAR <= made.year <= LAST_YEAR else None
