"""What every rule is given: the facts in the rules' own words, the policy and the calendar."""

from dataclasses import dataclass

from followups.timing.calendar import Calendar
from followups.timing.facts import Facts
from followups.timing.history import History
from followups.timing.policy.policy import Policy


@dataclass(frozen=True, slots=True)
class RuleContext:
    """One application's history, read under one policy on the seeker's calendar."""

    history: History
    policy: Policy
    calendar: Calendar

    @classmethod
    def of(cls, facts: Facts, policy: Policy) -> "RuleContext":
        """The story these facts tell."""
        return cls(History(facts), policy, Calendar.of(facts.timezone, policy))
