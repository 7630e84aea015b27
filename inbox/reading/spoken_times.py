"""Times said in words, “half drie” or “las cuatro y media”, written as figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from inbox.reading.languages import Language

WORKING_DAY = 7
"""From which hour on one means the morning; three o'clock is in the afternoon."""
LENGTH = len("14:30")


@dataclass(frozen=True)
class SpokenTimes:
    """The ways of a language: each pattern, and the minutes that it adds to the hour."""

    ways: tuple[tuple[re.Pattern[str], int], ...]
    hours: dict[str, int]
    morning: re.Pattern[str]


@cache
def _spoken(language: Language) -> SpokenTimes:
    hours = {word: hour for hour, word in enumerate(language.words["hours_said"].split(), 1)}
    hour = rf"(?P<hour>{'|'.join(hours)}|\d{{1,2}})(?!\w)"
    ways = tuple(
        (re.compile(rf"(?<![\w:.,-]){words.replace('<hour>', hour)}(?!\w)"), minutes)
        for words, minutes in language.words["times_said"]
    )
    return SpokenTimes(ways, hours, re.compile(rf"\s{language.source('morning')}(?!\w)"))


def write_times(folded: str, language: Language) -> str:
    """Return the text with spoken times as figures, each character after them in its old place."""
    known = _spoken(language)
    for pattern, minutes in known.ways:
        folded = pattern.sub(lambda match, added=minutes: _written(match, added, known), folded)
    return folded


def _written(match: re.Match[str], added: int, known: SpokenTimes) -> str:
    hour = known.hours.get(match["hour"]) or int(match["hour"])
    if hour > 12 or len(match[0]) < LENGTH:
        return match[0]
    minutes = 60 * hour + added
    if minutes < 60 * WORKING_DAY and not known.morning.match(match.string, match.end()):
        minutes += 12 * 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}".ljust(len(match[0]))
