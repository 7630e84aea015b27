"""The words made from the engine's data, in the reader's language and the seeker's zone."""

from .explain import SENTENCES, Words, explain
from .figures import figure, limits, policy_problem, rule_sentence

__all__ = [
    "SENTENCES",
    "Words",
    "explain",
    "figure",
    "limits",
    "policy_problem",
    "rule_sentence",
]
