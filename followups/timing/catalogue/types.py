"""The catalogue's entry types for rules and guards.

In their sentences, `%(field)s` stands for the policy's value with its unit, such as "7 days".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `audience` is you, employer, reference or referrer: whom the action is for.

    `optional` is no, yes, by_interest (optional unless the interest is 4 or 5) or by_reason (it
    depends on what happened). `fields` are the policy's fields that the rule uses.
    """

    name: str
    title: str
    sentence: str
    sources: tuple[str, ...]
    fields: tuple[str, ...]
    audience: str
    optional: str = "no"


@dataclass(frozen=True, slots=True)
class Guard:
    """One reason why there is nothing to do. `rule` is what it holds back: status or reference.

    `is_yours` is set where the next move is the seeker's; `asked_by` is then the rule that asks for
    it, if there is one. `is_over` is set where the application waits for nobody.
    """

    name: str
    rule: str
    title: str
    sentence: str
    sources: tuple[str, ...]
    is_yours: bool = False
    asked_by: str = ""
    is_over: bool = False
