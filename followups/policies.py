"""Which policy a seeker's plan is made with."""

from followups.models import PolicyChoice
from followups.timing.policy.policy import Policy, PolicyError, make


def from_choice(choice: PolicyChoice | None) -> Policy:
    """The policy that a stored choice stands for.

    A stored figure that a later version of the limits refuses falls back to the named policy.
    """
    if choice is None:
        return make()
    try:
        return make(choice.base, choice.changes)
    except PolicyError:
        return make(choice.base)
