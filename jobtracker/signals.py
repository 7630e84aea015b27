"""The one signal of the project: somebody's facts have changed.

It is sent inside the transaction of the verb that changed them, so that a fact and the plan made
from it are kept or lost together. Arguments: ``owner_id`` (int) and ``application_ids`` (a
collection of ints, or None for everything of that owner) and ``now`` (aware datetime).
"""

from django.dispatch import Signal

facts_changed = Signal()
