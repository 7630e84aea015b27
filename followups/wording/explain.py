"""Put a reason into words: one sentence of facts, and how its dates were calculated."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from followups.timing.calendar import Fact
from followups.timing.plan_items import Reason
from followups.wording import employer, offers, references, status
from followups.wording.arithmetic import steps_in_words
from followups.wording.formatter import Formatter, People

SENTENCES: Mapping[str, Callable[[Formatter, Mapping[str, Fact]], str]] = {
    **employer.SENTENCES,
    **offers.SENTENCES,
    **references.SENTENCES,
    **status.SENTENCES,
}
"""The function that writes each sentence, by the name in a reason."""


@dataclass(frozen=True, slots=True)
class Words:
    """A reason in words: `fact`, and the calculation of its opening, due and lapse times.

    The last three are empty if there is no such time.
    """

    fact: str
    arithmetic: str
    due: str
    lapse: str


def explain(
    reason: Reason, *, people: People | None = None, timezone: ZoneInfo, now: datetime | None = None
) -> Words:
    """Return a reason in words, in the active language.

    `people` maps IDs of people and references to names, `timezone` is the seeker's, and `now`
    (aware) decides what is past. Raises `KeyError` for an unknown sentence.
    """
    return in_words(reason, Formatter(people or {}, timezone, _year(reason, timezone, now), now))


def in_words(reason: Reason, formatter: Formatter) -> Words:
    """Return a reason in words, by a formatter that several reasons may share."""
    return Words(
        SENTENCES[reason.sentence](formatter, reason.facts),
        steps_in_words(formatter, reason.steps),
        steps_in_words(formatter, reason.due),
        steps_in_words(formatter, reason.lapse),
    )


def _year(reason: Reason, zone: ZoneInfo, now: datetime | None) -> int:
    """The year to omit from dates: the reader's or, without `now`, the latest in the reason."""
    if now is not None:
        return now.astimezone(zone).year
    return max((moment.year for moment in _moments(reason)), default=1)


def _moments(reason: Reason) -> Iterator[date]:
    yield from (value for value in reason.facts.values() if isinstance(value, date))
    yield from (step.result for step in reason.steps)
