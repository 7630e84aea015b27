"""Reminders, held-back items, policies, and coaches' notes and nudges."""

from followups.models.coach import CoachNote, Nudge, PolicyChange
from followups.models.planning import PlanContext
from followups.models.policies import PolicyChoice
from followups.models.reminders import HeldBack, Reminder

__all__ = [
    "CoachNote",
    "HeldBack",
    "Nudge",
    "PlanContext",
    "PolicyChange",
    "PolicyChoice",
    "Reminder",
]
