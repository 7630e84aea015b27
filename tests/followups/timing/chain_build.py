"""Short ways to ask what the status chain makes of a story."""

from followups.timing.facts import Event
from tests.followups.timing.build import local, person, planned, the_note

TALK = ("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00")
RITA = (person(),)


def note(*events: Event, **changes: object) -> tuple[str, str]:
    """The status note's rule and the day it opens on."""
    found = the_note(planned(*events, people=RITA, **changes))
    return found.rule.partition(".")[2], str(local(found.opens_at))[:10]


def guard(*events: Event, **changes: object) -> str:
    plan = planned(*events, people=RITA, **changes)
    (found,) = [entry.guard for entry in plan.held_back if entry.rule == "status"]
    return found
