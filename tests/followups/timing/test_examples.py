"""The stories the rules are shown by: each gives the reminder it is there for."""

from zoneinfo import ZoneInfo

import pytest

from followups.timing.catalogue import RULES
from followups.timing.examples import NAMES, example
from followups.timing.facts import Interview, MessageSent
from followups.timing.plan import plan
from followups.timing.policy import NAMED, make

from .build import by_rule, only, times

LONDON, LORD_HOWE = ZoneInfo("Europe/London"), ZoneInfo("Australia/Lord_Howe")


@pytest.mark.parametrize("zone", [LONDON, LORD_HOWE], ids=str)
@pytest.mark.parametrize("rule", RULES)
def test_each_story_gives_its_reminder(rule: str, zone: ZoneInfo) -> None:
    told = example(rule, zone)
    found = by_rule(plan(told.facts, make()), rule)

    assert told.story.endswith(".")
    assert told.facts.timezone is zone
    assert found


@pytest.mark.parametrize("policy", NAMED)
@pytest.mark.parametrize("rule", RULES)
def test_each_story_can_be_told_under_any_policy(rule: str, policy: str) -> None:
    found = plan(example(rule, LONDON).facts, make(policy))

    assert found.reminders or found.held_back


def test_the_days_are_those_the_story_names() -> None:
    told = only(plan(example("status.promised", LONDON).facts, make()), "status.promised")
    asked = only(plan(example("status.again", LONDON).facts, make()), "status.again")
    check = only(
        plan(example("status.after_reference_check", LONDON).facts, make()),
        "status.after_reference_check",
    )

    assert times(told)[0] == "2026-03-26 09:00"
    assert times(asked)[0] == "2026-03-27 09:00"
    assert times(check)[0] == "2026-03-19 09:00"


@pytest.mark.parametrize("rule", RULES)
def test_everyone_in_a_story_has_a_name(rule: str) -> None:
    facts = example(rule, LONDON).facts
    people = {person.id for person in facts.references}
    for event in facts.events:
        people |= set(event.interviewers) if isinstance(event, Interview) else set()
        people |= {event.to} - {None} if isinstance(event, MessageSent) else set()

    assert people <= set(NAMES)


def test_a_rule_that_is_none_has_no_story() -> None:
    with pytest.raises(KeyError):
        example("status.sometime", LONDON)
