"""Make policies, the settings the rules work with, and check them against their limits."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time

from followups.timing.policy.fields import FIELDS, Field, Value
from followups.timing.policy.named import NAMED, NamedPolicy

__all__ = ["FIELDS", "NAMED", "Field", "NamedPolicy", "Policy", "PolicyError", "make"]

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Policy:
    """The value of every field; see `FIELDS` for units, limits and sources. Made only by `make`."""

    receipt_days: int
    silence_days: int
    after_screen_days: int
    after_interview_days: int
    after_reference_check_days: int
    min_gap_days: int
    max_status_notes: int
    thank_you_counts: bool
    due_days: int
    thank_you_hours: int
    lapse_days: int
    reconfirm_years: int
    outcome_hours: int
    gift_days: int
    keep_in_touch_days: int
    close_out_days: int
    apply_lead_days: int
    references_wanted: int
    skip_weekends: bool
    day_start: time
    day_end: time


class PolicyError(ValueError):
    """A policy is invalid: the `field`, the `problem`, the limits and their sources.

    `problem` is one of unknown_policy, unknown_field, not_a_number, out_of_limits, not_yes_or_no,
    not_a_time, day_is_empty. `low` and `high` are set for out_of_limits and not_a_number.
    """

    def __init__(self, field: str, problem: str, value: object = None) -> None:
        spec = FIELDS.get(field)
        self.field = field
        self.problem = problem
        self.value = value
        self.low = spec.low if spec else None
        self.high = spec.high if spec else None
        self.sources = spec.sources if spec else ()
        super().__init__(f"{field}: {self.message}")

    @property
    def limit(self) -> tuple[int | None, int | None]:
        """The lowest and the highest value allowed, None unless the field is a number."""
        return self.low, self.high

    @property
    def message(self) -> str:
        """What is wrong, in English, with the limits and sources but without the field's name."""
        text = _PROBLEMS[self.problem].format(low=self.low, high=self.high)
        if self.problem not in ("out_of_limits", "not_a_number"):
            return text
        return f"{text} ({', '.join(self.sources) or 'our own limit'})"


_PROBLEMS: Mapping[str, str] = {
    "unknown_policy": "is no named policy; the names are " + ", ".join(NAMED),
    "unknown_field": "is no field of a policy",
    "not_a_number": "must be a whole number from {low} to {high}",
    "out_of_limits": "must be from {low} to {high}",
    "not_yes_or_no": "must be true or false",
    "not_a_time": "must be a time of day written HH:MM",
    "day_is_empty": "the day must start before it ends (day_start before day_end)",
}


def make(base: object = "balanced", changes: Mapping[str, object] | None = None) -> Policy:
    """Return the named policy `base` with `changes` applied.

    Times of day may be given as `HH:MM` or as `datetime.time`.

    Raises `PolicyError` for an unknown name or field, a wrong type, or a value outside its limits.
    """
    if not isinstance(base, str) or base not in NAMED:
        raise PolicyError("base", "unknown_policy", base)
    changes = changes or {}
    values = {name: field.default for name, field in FIELDS.items()}
    values.update(NAMED[base].changes)
    values.update({name: _checked(name, value) for name, value in changes.items()})
    policy = Policy(**values)  # type: ignore[arg-type]
    if policy.day_start >= policy.day_end:
        field = "day_start" if "day_end" not in changes else "day_end"
        raise PolicyError(field, "day_is_empty", changes.get(field))
    return policy


def _checked(name: str, value: object) -> Value:
    field = FIELDS.get(name)
    if field is None:
        raise PolicyError(name, "unknown_field", value)
    return _CHECKS[type(field.default)](field, value)


def _number(field: Field, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise PolicyError(field.name, "not_a_number", value)
    if (field.low is not None and value < field.low) or (
        field.high is not None and value > field.high
    ):
        raise PolicyError(field.name, "out_of_limits", value)
    return value


def _yes_or_no(field: Field, value: object) -> bool:
    if not isinstance(value, bool):
        raise PolicyError(field.name, "not_yes_or_no", value)
    return value


def _time_of_day(field: Field, value: object) -> time:
    if isinstance(value, time) and not (value.second or value.microsecond or value.tzinfo):
        return value
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PolicyError(field.name, "not_a_time", value)
    return time(int(match[1]), int(match[2]))


_CHECKS: Mapping[type, Callable[[Field, object], Value]] = {
    int: _number,
    bool: _yes_or_no,
    time: _time_of_day,
}
