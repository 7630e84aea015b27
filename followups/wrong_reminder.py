"""What the page "Wrong reminder?" shows: the anonymous case that a reminder was made from."""

from dataclasses import dataclass
from datetime import datetime

from followups.casefiles import anonymous, case_of_reminder
from followups.models import Reminder
from followups.timing.casefile.anonymous import anonymous_key
from followups.timing.casefile.read import read_case
from followups.timing.casefile.text import as_text
from followups.timing.plan import plan


@dataclass(frozen=True, slots=True)
class DoubtedCase:
    """An anonymous case as text; the reminder's key in it, and whether its plan has the reminder.

    The facts may have changed since a reminder was made. ``events`` counts what happened.
    """

    text: str
    key: str
    is_planned: bool
    events: int


def doubted_case(reminder: Reminder, now: datetime) -> DoubtedCase | None:
    """Return the anonymous case behind a reminder; None where no facts ask for it any more."""
    case = case_of_reminder(reminder, now=now)
    if case is None:
        return None
    read = read_case(case)
    planned = plan(read.facts, read.policy).reminders
    return DoubtedCase(
        text=as_text(anonymous(case)),
        key=anonymous_key(reminder.key, case),
        is_planned=any(each.key == reminder.key for each in planned),
        events=len(read.facts.events),
    )
