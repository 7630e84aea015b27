"""Why a reminder stands where it stands, as data: which sentence, which facts, which arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

Fact = str | int | bool | None | date | datetime | tuple[str, ...]
Json = Mapping[str, object]


class Step(NamedTuple):
    """One step of the arithmetic; `base` and `result` are local dates or UTC instants.

    - `moment`, `deadline`: nothing is counted, the instant itself
    - `add`: base + amount (in unit, from the policy field) = result
    - `opens`, `closes`: the local date `base` at the start or the end of the day
    - `weekend`: the date `base` is on a weekend and moves to the Monday
    - `bound`: not before (or, for `latest`, not after) result; `bound` says which one, and it is
      itself base + amount where there is an amount
    """

    kind: str
    base: date
    result: date
    amount: int | None = None
    unit: str | None = None
    field: str | None = None
    bound: str | None = None
    source: str | None = None

    def to_json(self) -> dict[str, object]:
        """Plain types; fields that are None are left out."""
        return {key: _plain(value) for key, value in self._asdict().items() if value is not None}

    @classmethod
    def from_json(cls, data: Json) -> "Step":
        """The step that `to_json` wrote."""
        values = dict(data)
        dates = {key: _parse(str(values.pop(key))) for key in ("base", "result")}
        return cls(**dates, **values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reason:
    """The sentence's id and its facts, and the steps that led to the opening and the due time.

    Facts named `*_at` are instants (UTC), `*_on` dates on the seeker's calendar; people and
    references stand by their ids. A null date (`due` empty) means that there is none.
    """

    sentence: str
    facts: Mapping[str, Fact]
    steps: tuple[Step, ...] = ()
    due: tuple[Step, ...] = ()
    lapse: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The reason as plain types, to be stored and read again with `from_json`."""
        return {
            "sentence": self.sentence,
            "facts": {key: _plain(value) for key, value in self.facts.items()},
            "steps": [step.to_json() for step in self.steps],
            "due": [step.to_json() for step in self.due],
            "lapse": [step.to_json() for step in self.lapse],
        }

    @classmethod
    def from_json(cls, data: Json) -> "Reason":
        """The reason that `to_json` wrote."""
        arithmetic = (_steps(data[part]) for part in ("steps", "due", "lapse"))
        return cls(str(data["sentence"]), _facts(data["facts"]), *arithmetic)

    @classmethod
    def facts_from_json(cls, data: Json) -> "Reason":
        """The reason that `to_json` wrote, without its arithmetic: all that its sentence needs."""
        return cls(str(data["sentence"]), _facts(data["facts"]))


def _facts(raw: object) -> dict[str, Fact]:
    if not isinstance(raw, Mapping):
        raise TypeError("facts must be an object")
    return {key: _fact(key, value) for key, value in raw.items()}


def _steps(raw: object) -> tuple[Step, ...]:
    if not isinstance(raw, Iterable):
        raise TypeError("steps must be a list")
    return tuple(Step.from_json(step) for step in raw)


def text_of(instant: datetime) -> str:
    """An aware instant as `YYYY-MM-DDTHH:MM:SSZ`."""
    return f"{instant.astimezone(UTC).isoformat()[:19]}Z"


def _plain(value: Fact) -> object:
    if isinstance(value, datetime):
        return text_of(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _parse(text: str) -> date:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _fact(key: str, value: object) -> Fact:
    if isinstance(value, str) and key.endswith(("_at", "_on")):
        return _parse(value)
    if isinstance(value, list):
        return tuple(map(str, value))
    return value  # type: ignore[return-value]
