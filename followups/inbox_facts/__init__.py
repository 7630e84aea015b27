"""The facts that accepting suggestions would add, reckoned without writing them."""

from followups.inbox_facts.events import earlier_start, events_with
from followups.inbox_facts.interviews import Refused
from followups.inbox_facts.known import Known, read_known

__all__ = ["Known", "Refused", "earlier_start", "events_with", "read_known"]
