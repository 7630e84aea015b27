"""What to do next: reminders, what is held back, policies, and what a coach leaves."""

from followups.models.coach import CoachNote, Nudge, PolicyChange
from followups.models.policies import PolicyChoice
from followups.models.reminders import HeldBack, Reminder

__all__ = ["CoachNote", "HeldBack", "Nudge", "PolicyChange", "PolicyChoice", "Reminder"]
