"""The project's only signal: a user's data changed, and their plan must follow.

Services send it inside their transaction, so that the data and its plan are saved or lost
together. Arguments: ``owner_id`` (int), ``application_ids`` (a collection of ints, or None for
everything of that owner), ``now`` (aware datetime) and, where only settings such as the time zone
changed, ``revive=False``: that brings back nothing that was done or dismissed.
"""

from django.dispatch import Signal

facts_changed = Signal()
