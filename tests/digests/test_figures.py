"""A policy's figures in words, and why a policy is refused."""

import re
from datetime import time

import pytest

from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.policy.make import FIELDS, PolicyError, make
from followups.wording import (
    figure,
    limits,
    policy_problem,
    rule_sentence,
)

UNFILLED = re.compile(r"%|\{|\}|None|\bTrue\b|\bFalse\b|datetime|  ")


class TestFigures:
    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("receipt_days", 1, "1 working day"), ("receipt_days", 2, "2 working days"),
            ("silence_days", 14, "14 days"), ("due_days", 1, "1 day"),
            ("thank_you_hours", 1, "1 hour"), ("thank_you_hours", 24, "24 hours"),
            ("reconfirm_years", 1, "1 year"), ("reconfirm_years", 3, "3 years"),
            ("max_status_notes", 1, "1 status note"), ("max_status_notes", 0, "0 status notes"),
            ("references_wanted", 1, "1 reference"), ("references_wanted", 3, "3 references"),
            ("skip_weekends", True, "yes"), ("skip_weekends", False, "no"),
            ("day_start", time(9, 5), "09:05"),
        ],
    )  # fmt: skip
    def test_with_their_units(self, field: str, value: int | bool | time, words: str) -> None:
        assert figure(field, value) == words

    def test_limits(self) -> None:
        assert limits("silence_days") == "from 7 days to 365 days"
        assert limits("receipt_days") == "from 1 working day to 4 working days"
        assert limits("day_start") == limits("skip_weekends") == ""

    @pytest.mark.parametrize("entry", [*RULES.values(), *GUARDS.values()], ids=lambda it: it.name)
    def test_every_rule_can_be_read_under_a_policy(self, entry) -> None:
        text = rule_sentence(entry, make("patient"))

        assert not UNFILLED.search(text)

    def test_a_rule_shows_the_policys_figures(self) -> None:
        text = rule_sentence(RULES["status.after_interview"], make("patient"))

        assert text.startswith("Where an interview brought no date, ask 14 days after it.")


class TestRefusals:
    def words(self, base: object = "balanced", **changes: object) -> str:
        with pytest.raises(PolicyError) as caught:
            make(base, changes)
        return policy_problem(caught.value)

    @pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
    def test_each_field_says_what_it_may_be(self, field) -> None:
        text = self.words(**{field.name: "nonsense"})

        assert field.meaning in text
        assert not UNFILLED.search(text)

    def test_a_figure_beyond_its_limits(self) -> None:
        assert self.words(silence_days=6) == (
            "Days of silence after applying before a status note. It must be from 7 days to 365 "
            "days (A recruiter's blog)."
        )
        assert self.words(lapse_days=1).endswith("from 3 days to 60 days (our own limit).")

    def test_the_others(self) -> None:
        assert self.words("stern") == "There is no such named policy."
        assert self.words(patience=1) == "patience is no field of a policy."
        assert self.words(day_start="20:00") == "The day must start before it ends."
