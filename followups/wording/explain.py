"""From a reason's data to its words: one sentence of facts, and how the date came about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from followups.timing.calendar import Fact
from followups.timing.plan_items import Reason
from followups.wording import employer, references, status
from followups.wording.arithmetic import sum_in_words
from followups.wording.formatter import Formatter, People

SENTENCES: Mapping[str, Callable[[Formatter, Mapping[str, Fact]], str]] = {
    **employer.SENTENCES,
    **references.SENTENCES,
    **status.SENTENCES,
}
"""How each sentence a reason may name is said."""


@dataclass(frozen=True, slots=True)
class Words:
    """A reason in words: `fact`, and the arithmetic of its opening, due and lapse times.

    The last three are empty where there is no such time.
    """

    fact: str
    arithmetic: str
    due: str
    lapse: str


def explain(
    reason: Reason, *, people: People | None = None, timezone: ZoneInfo, now: datetime | None = None
) -> Words:
    """The words of a reason in the active language.

    `people` names the people and references by their ids, `timezone` is the seeker's, and `now`
    (aware) tells what has happened from what is to come. Raises `KeyError` for a sentence that is
    not known.
    """
    voice = Formatter(people or {}, timezone, _year(reason, timezone, now), now)
    return Words(
        SENTENCES[reason.sentence](voice, reason.facts),
        sum_in_words(voice, reason.steps),
        sum_in_words(voice, reason.due),
        sum_in_words(voice, reason.lapse),
    )


def _year(reason: Reason, zone: ZoneInfo, now: datetime | None) -> int:
    """The year that goes without saying: the reader's, or else the latest one spoken of."""
    if now is not None:
        return now.astimezone(zone).year
    return max((moment.year for moment in _moments(reason)), default=1)


def _moments(reason: Reason) -> Iterator[date]:
    yield from (value for value in reason.facts.values() if isinstance(value, date))
    yield from (step.result for step in reason.steps)
