"""The days and times that a text names, by narrow patterns of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

from inbox.reading.day_spans import ends_a_span
from inbox.reading.languages import Language, load
from inbox.reading.next_weeks import NextWeek, end_of_day, is_of_next_week, next_week
from inbox.reading.time_zones import zone_after, zone_for_all

AGO = timedelta(days=120)
ORDINAL = r"(?:\.|st|nd|rd|th|er|ere|e|ste|de|º|ª|°)?"
TIME = (
    r"(?P<h>\d{{1,2}})(?:\s?(?P<sep>[:.hu]|heures?\s|uur\s)\s?(?P<mi>[0-5]\d))?"
    r"\s?(?P<u>am|pm|a\. ?m\.?|p\. ?m\.?|uhr|uur|heures?|hrs?|hs|hours|horas?|h|u"
    r"|o'clock)?(?![\w:])"
    r"(?P<late> (?:{afternoon}))?(?: (?:{morning}))?|(?P<noon>{noon})(?!\w)"
    r"|(?:(?P<first>{before_hour}) )?(?P<word>{hour_words})(?: heures?| uhr| uur| o'clock)?"
    r"(?: (?P<last>{after_hour}))?(?!\w)(?P<late2> (?:{afternoon}))?(?P<early> (?:{morning}))?"
)
PART = r"(?: (?:morning|afternoon|evening|fruh|vormittag|nachmittag|matin|ochtend|middag))?"
GAP = PART + r"[\s,;:(\-]{{0,4}}(?:(?P<at>{at})[\s:]{{1,2}}(?:{at} )?)?"
BETWEEN = {"between", "zwischen", "entre", "entre las", "tussen"}
WEEK = 3
"""From how many days apart two weekdays are a working week."""
MAX_FOUND = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A day in a text, with its time and zone where they are named."""

    start: int
    end: int
    day: date
    clock: time | None = None
    zone: tzinfo | None = None

    @property
    def at(self) -> date | datetime:
        """The day or moment."""
        if self.clock is None:
            return self.day
        return datetime.combine(self.day, self.clock, self.zone)


@dataclass(frozen=True)
class Patterns:
    """The patterns of one language."""

    days: re.Pattern[str]
    clock: re.Pattern[str]
    clock_before: re.Pattern[str]
    another: re.Pattern[str]
    weeks: re.Pattern[str]
    next_week: NextWeek
    months: dict[str, int]
    weekdays: dict[str, int]
    code: str
    hours: dict[str, dict[str, int]]
    """Hours in words, and what is said before and after them in minutes."""


@cache
def patterns(language: Language) -> Patterns:
    """Build a language's patterns once."""
    months = _numbered(language.words["months"])
    weekdays = _numbered(language.words["weekdays"], first=0)
    whole = [entry.split()[0] for entry in language.words["weekdays"]]
    clock = TIME.format(
        **{name: language.source(name) for name in ("afternoon", "morning", "noon")},
        **{name: _words(language, name) for name in ("before_hour", "after_hour", "hour_words")},
    )
    at, alternative = language.source("at"), language.source("or")
    return Patterns(
        re.compile(_days(language, months, weekdays, whole)),
        re.compile(GAP.format(at=at) + f"(?:{clock})"),
        re.compile(
            rf"(?<![\w.,:-])(?:(?P<at>{at}) )?(?:{clock})[\s,]{{1,2}}(?:\w{{1,4}} ){{0,2}}$"
        ),
        re.compile(rf"\s?(?:,|/|{alternative}|,\s?{alternative})\s(?:(?P<at>{at}) )?(?:{clock})"),
        re.compile(
            rf"(?<!\w)(?P<first>{'|'.join(whole)})\s?(?:to|through|until|till|-|bis|a|au|tot|t/m"
            rf"|tot en met|hasta)\s?(?P<last>{'|'.join(whole)})(?!\w)"
        ),
        next_week(language),
        months,
        weekdays,
        language.code,
        {name: language.words[name] for name in ("before_hour", "after_hour", "hour_words")},
    )


def _words(language: Language, name: str) -> str:
    return "|".join(sorted(language.words[name], key=len, reverse=True)) or "(?!)"


def _numbered(entries: list[str], first: int = 1) -> dict[str, int]:
    return {word: n for n, entry in enumerate(entries, first) for word in entry.split()}


def _days(
    language: Language, months: dict[str, int], weekdays: dict[str, int], whole: list[str]
) -> str:
    month, weekday = "|".join(months), "|".join(weekdays)
    of, alternative = language.source("of"), language.source("or")
    relative = "|".join(
        f"(?P<{name}>{language.source(name)})" for name in ("after_tomorrow", "tomorrow", "today")
    )
    more = r"\d{1,2}" + ORDINAL + rf"(?:, | {alternative} |/)"
    return (
        rf"(?<![\w/.-])(?:(?P<w>{weekday})\.?,?\s(?:the |den |der |dem |le |el |de |dia )?)?(?:"
        r"(?P<iso>\d{4}-\d{2}-\d{2})"
        rf"|(?P<more>(?:{more}){{0,4}})(?P<d>\d{{1,2}}){ORDINAL}\s(?:{of} |of )?"
        rf"(?P<m>{month})(?!\w)\.?"
        rf"(?:,?\s(?:{of} )?(?:del )?(?P<y>\d{{4}})(?!\d))?"
        rf"|(?P<m2>{month})(?!\w)\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?:,?\s(?P<y2>\d{4}))?(?![\w:])"
        r"|(?P<n1>\d{1,2})(?P<sep>[./-])(?P<n2>\d{1,2})(?:(?P=sep)(?P<n3>\d{4}|\d{2})|(?P<dot>\.))?"
        r"(?![\w/-]|\.\d|:\d)"
        rf")|(?<!\w)(?:(?P<wd>{'|'.join(whole)})|{relative})(?!\w)"
    )


def find_days(folded: str, language: Language, sent: date, us: bool = False) -> list[Found]:
    """Return the days in a folded text in order; those without a year are near ``sent``."""
    known = patterns(language)
    folded = known.weeks.sub(lambda match: _unweeked(match, known), folded)
    found: list[Found] = []
    everywhere = zone_for_all(folded)
    for match in known.days.finditer(folded):
        if len(found) >= MAX_FOUND:
            break
        days = list(_days_of(match, known, sent, us))
        for day in days:
            each = Found(match.start(), end_of_day(match, known.next_week), day)
            found += _with_clocks(each, folded, known, everywhere) if day == days[-1] else [each]
    return _sharing_clocks(found)


def _unweeked(match: re.Match[str], known: Patterns) -> str:
    """Return “Monday to Friday” blotted out: these are working hours, no dates."""
    length = known.weekdays[match["last"]] - known.weekdays[match["first"]]
    return "x" * len(match[0]) if length >= WEEK else match[0]


def _days_of(match: re.Match[str], known: Patterns, sent: date, us: bool) -> Iterator[date]:
    if match["iso"]:
        yield from _valid(*map(int, match["iso"].split("-")))
    elif match["m"] or match["m2"]:
        month = known.months[match["m"] or match["m2"]]
        year = match["y"] or match["y2"]
        numbers = [*re.findall(r"\d{1,2}", match["more"] or ""), match["d"] or match["d2"]]
        for number in numbers:
            yield from _in_year(int(number), month, int(year) if year else None, sent)
    elif match["n1"]:
        yield from _numeric(match, sent, us)
    elif match["wd"]:
        ahead = (known.weekdays[match["wd"]] - sent.weekday() - 1) % 7 + 1
        if is_of_next_week(match, known.next_week):
            ahead = 7 - sent.weekday() + known.weekdays[match["wd"]]
        yield sent + timedelta(days=ahead)
    else:
        yield sent + timedelta(days=2 if match["after_tomorrow"] else bool(match["tomorrow"]))


def _numeric(match: re.Match[str], sent: date, us: bool) -> Iterator[date]:
    """Read “03/12”: the day first, but in the US; without a year only where it must be a date."""
    day, month = int(match["n1"]), int(match["n2"])
    if (us and match["sep"] == "/" and day <= 12) or (month > 12 >= day and match["n3"]):
        day, month = month, day
    year = match["n3"]
    if year:
        yield from _in_year(day, month, int(year) + (2000 if len(year) == 2 else 0), sent)
    elif match["dot"] or match["w"] or match["sep"] == "/":
        yield from _in_year(day, month, None, sent)


def _in_year(day: int, month: int, year: int | None, sent: date) -> Iterator[date]:
    """Yield the day; without a year it is the first one that is not long ago."""
    if year is not None:
        yield from _valid(year, month, day)
        return
    for candidate in (sent.year - 1, sent.year, sent.year + 1):
        for found in _valid(candidate, month, day):
            if found >= sent - AGO:
                yield found
                return


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    if 1990 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31:
        try:
            yield date(year, month, day)
        except ValueError:
            return


def _with_clocks(
    found: Found, folded: str, known: Patterns, everywhere: tzinfo | None
) -> Iterator[Found]:
    """Yield the day once for each time that stands beside it."""
    match = known.clock.match(folded, found.end)
    clock = _clock(match, known) if match else None
    if (match is None or clock is None) and ends_a_span(folded, found.start):
        yield found
        return
    if match is None or clock is None:
        match = known.clock_before.search(folded, max(0, found.start - 45), found.start)
        clock = _clock(match, known) if match else None
        zone = zone_after(folded, found.end, known.code) if clock else None
        yield replace(found, clock=clock, zone=zone[0] if zone else everywhere)
        return
    times, end = [clock], match.end()
    while (match["at"] not in BETWEEN) and (another := known.another.match(folded, end)):
        clock = _clock(another, known)
        if clock is None:
            break
        times.append(clock)
        end = another.end()
    zone = _zone(folded, end, known)
    for each in times[:6]:
        yield replace(
            found, end=zone[1] if zone else end, clock=each, zone=zone[0] if zone else everywhere
        )


def _zone(folded: str, end: int, known: Patterns) -> tuple[tzinfo, int] | None:
    """Return the zone after a time, or after the other end of its span."""
    if zone := zone_after(folded, end, known.code):
        return zone
    span = re.compile(r"\s?(?:-|to|until|till|bis|und|and|a|et|y|tot|en|a las)\s?").match(
        folded, end
    )
    other = known.clock.match(folded, span.end()) if span else None
    return zone_after(folded, other.end(), known.code) if other and _clock(other, known) else None


def _clock(match: re.Match[str], known: Patterns) -> time | None:
    if match["noon"]:
        return time(12)
    if match["word"]:
        return _spoken(match, known)
    unit = (match["u"] or "").replace(".", "").replace(" ", "")
    hour, minute = int(match["h"]), int(match["mi"] or 0)
    is_named = bool(match["mi"] or unit or match["late"])
    if not is_named and not (match["at"] in {"a", "@"} or len(match["at"] or "") > 1):
        return None
    if unit == "pm" or match["late"]:
        hour += 12 if hour < 12 else 0
    elif unit == "am":
        hour %= 12
    elif not is_named and hour < 7:
        hour += 12
    return time(hour, minute) if hour < 24 else None


def _spoken(match: re.Match[str], known: Patterns) -> time | None:
    """Return “half past four”, “halb fünf” or “las cuatro y media”; nothing is met by night."""
    is_said = match["first"] or match["last"] or len(match["at"] or "") > 1
    if not is_said:
        return None
    hour = known.hours["hour_words"][match["word"]]
    minutes = 60 * hour
    minutes += known.hours["before_hour"].get(match["first"] or "", 0)
    minutes += known.hours["after_hour"].get(match["last"] or "", 0)
    is_early = minutes < 7 * 60 and not match["early"]
    if is_early or (match["late2"] and minutes < 12 * 60):
        minutes += 12 * 60
    return time(minutes // 60 % 24, minutes % 60)


def _sharing_clocks(found: list[Found]) -> list[Found]:
    """Give “3 or 10 December at 14:30” its time on both days."""
    last = {each.start: each for each in found}
    kept = []
    for each in found:
        of = last[each.start]
        is_first = each.clock is None and of.clock is not None and of.day != each.day
        kept.append(replace(each, clock=of.clock, zone=of.zone) if is_first else each)
    return kept


def read_moment(text: str, folded: str) -> datetime | None:
    """Return the moment of a copied Date line, in whichever language it is."""
    for code in ("en", "de", "fr", "es", "nl"):
        for found in find_days(folded[:120], load(code), date(2000, 1, 1)):
            if found.day.year > 2000:
                return datetime.combine(found.day, found.clock or time(12), found.zone)
    return None
