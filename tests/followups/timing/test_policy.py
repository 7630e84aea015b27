"""Policies: the named ones, changes on top, and what is refused."""

from dataclasses import fields
from datetime import UTC, time

import pytest

from followups.timing.policy.make import FIELDS, NAMED, Policy, PolicyError, make

NUMBERS = [field for field in FIELDS.values() if field.low is not None]

TABLE = {
    "receipt_days": (2, 1, 4), "silence_days": (14, 7, 365), "after_screen_days": (14, 1, 365),
    "after_interview_days": (7, 1, 365), "after_reference_check_days": (1, 1, 365),
    "min_gap_days": (7, 7, 365), "max_status_notes": (2, 0, 2), "due_days": (1, 0, 14),
    "thank_you_hours": (24, 1, 72), "lapse_days": (7, 3, 60), "reconfirm_years": (3, 1, 50),
    "outcome_hours": (48, 1, 72), "gift_days": (14, 1, 365), "keep_in_touch_days": (90, 30, 3650),
    "close_out_days": (30, 20, 365), "apply_lead_days": (3, 1, 30),
    "references_wanted": (3, 0, 10),
}  # fmt: skip


def refused(base: object = "balanced", **changes: object) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        make(base, changes)
    return caught.value


def test_the_fields_are_those_of_the_specification() -> None:
    assert {field.name: (field.default, field.low, field.high) for field in NUMBERS} == TABLE
    others = {name: field.default for name, field in FIELDS.items() if field.low is None}
    assert others == {
        "thank_you_counts": False, "skip_weekends": True,
        "day_start": time(9), "day_end": time(18),
    }  # fmt: skip
    assert [field.name for field in fields(Policy)] == list(FIELDS)
    assert all(name == field.name for name, field in FIELDS.items())


def test_the_defaults_are_the_balanced_policy() -> None:
    policy = make()

    assert policy == make("balanced") == make("balanced", {})
    assert all(getattr(policy, name) == field.default for name, field in FIELDS.items())


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("balanced", {}),
        ("prompt", {"after_interview_days": 1}),
        ("two_email", {"max_status_notes": 1}),
        ("light_touch", {"max_status_notes": 1, "thank_you_counts": True}),
        ("patient", {"after_interview_days": 14}),
    ],
)
def test_named_policies(name: str, changes: dict[str, object]) -> None:
    assert NAMED[name].changes == changes
    assert NAMED[name].name == name
    assert make(name) == make("balanced", changes)


def test_changes_go_on_top_of_the_base() -> None:
    policy = make("light_touch", {"max_status_notes": 2, "day_start": "07:05"})

    assert (policy.max_status_notes, policy.thank_you_counts) == (2, True)
    assert policy.day_start == time(7, 5)
    assert make("balanced", {"day_end": time(20, 30)}).day_end == time(20, 30)


@pytest.mark.parametrize("field", NUMBERS, ids=lambda field: field.name)
def test_each_limit(field) -> None:
    for value in (field.low, field.high):
        assert getattr(make("balanced", {field.name: value}), field.name) == value
    for value in (field.low - 1, field.high + 1):
        error = refused(**{field.name: value})
        assert (error.field, error.problem, error.value) == (field.name, "out_of_limits", value)
        assert error.limit == (field.low, field.high)
        assert error.sources == field.sources
        assert error.message.startswith(f"must be from {field.low} to {field.high} (")
        assert str(error).startswith(f"{field.name}: must be from")
        assert (", ".join(field.sources) or "our own limit") in error.message


@pytest.mark.parametrize("field", NUMBERS, ids=lambda field: field.name)
@pytest.mark.parametrize("value", [True, 7.0, "7", None, [7]], ids=repr)
def test_only_whole_numbers(field, value: object) -> None:
    error = refused(**{field.name: value})

    assert (error.field, error.problem, error.value) == (field.name, "not_a_number", value)
    assert error.message.startswith(f"must be a whole number from {field.low} to {field.high} (")


@pytest.mark.parametrize("value", [0, 1, "true", None])
@pytest.mark.parametrize("name", ["thank_you_counts", "skip_weekends"])
def test_only_yes_or_no(name: str, value: object) -> None:
    error = refused(**{name: value})

    assert (error.field, error.problem, error.value) == (name, "not_yes_or_no", value)
    assert str(error) == f"{name}: must be true or false"


@pytest.mark.parametrize(
    "value",
    ["9:00", "24:00", "09:60", "0900", "09:00:00", " 09:00", "09:00 ", "", None, 9, True,
     time(9, 0, 1), time(9, 0, 0, 1), time(9, tzinfo=UTC), "０９:00"],
    ids=repr,
)  # fmt: skip
def test_only_times_of_day(value: object) -> None:
    error = refused(day_start=value)

    assert (error.field, error.problem, error.value) == ("day_start", "not_a_time", value)
    assert error.message == "must be a time of day written HH:MM"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day_start": "18:00"}, "day_start"),
        ({"day_start": "18:01"}, "day_start"),
        ({"day_end": "09:00"}, "day_end"),
        ({"day_start": "12:00", "day_end": "12:00"}, "day_end"),
    ],
)
def test_the_day_starts_before_it_ends(changes: dict[str, object], field: str) -> None:
    error = refused(**changes)

    assert (error.field, error.problem, error.value) == (field, "day_is_empty", changes[field])
    assert make("balanced", {"day_start": "17:59"}).day_start == time(17, 59)
    assert make("balanced", {"day_start": "00:00", "day_end": "23:59"}).day_end == time(23, 59)


@pytest.mark.parametrize("base", ["nobody", "", None, 5, ["balanced"], {}], ids=repr)
def test_unknown_names(base: object) -> None:
    error = refused(base)

    assert (error.field, error.problem, error.value) == ("base", "unknown_policy", base)
    assert (error.limit, error.sources) == ((None, None), ())
    assert all(name in error.message for name in NAMED)


def test_unknown_fields() -> None:
    error = refused(patience=3)

    assert (error.field, error.problem, error.value) == ("patience", "unknown_field", 3)
    assert error.message == "is no field of a policy"


def test_a_policy_is_not_changed() -> None:
    policy = make()

    with pytest.raises(AttributeError):
        policy.silence_days = 1
    with pytest.raises(TypeError):
        NAMED["prompt"].changes["silence_days"] = 1
