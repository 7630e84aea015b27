"""Short ways to ask what the rules about a reference make of a story."""

from followups.timing.facts import Event
from tests.followups.timing.build import applied, by_rule, f, outcome, planned

CHOSEN = "2026-03-20 10:00"
ENDED = outcome("withdrawn", "2026-03-25 10:00")


def told(rule: str, *events: Event, who: f.ReferenceFacts, **changes: object) -> bool:
    plan = planned(applied(), *events, people=(who,), **changes)
    return bool(by_rule(plan, f"reference.{rule}"))
