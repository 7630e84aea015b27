"""What every rule is given: the facts in the rules' own words, the policy and the calendar."""

from dataclasses import dataclass

from .facts import Facts
from .history import History
from .policy import Policy
from .reckoning import Calendar


@dataclass(frozen=True, slots=True)
class Story:
    """One application's history, read under one policy on the seeker's calendar."""

    history: History
    policy: Policy
    calendar: Calendar

    @classmethod
    def of(cls, facts: Facts, policy: Policy) -> "Story":
        """The story these facts tell."""
        return cls(History(facts), policy, Calendar.of(facts.timezone, policy))
