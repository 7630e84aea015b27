"""Every write to reminders and policies."""

from followups.services.policies import choose_policy
from followups.services.reminders import bring_back, dismiss, locked, mark_done, record_fact, snooze

__all__ = ["bring_back", "choose_policy", "dismiss", "locked", "mark_done", "record_fact", "snooze"]
