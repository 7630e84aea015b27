"""Put the planner's data into words, in the reader's language and the seeker's time zone."""

from followups.wording.explain import SENTENCES, Words, explain, in_words
from followups.wording.figures import figure, limits, policy_problem, rule_sentence

__all__ = [
    "SENTENCES",
    "Words",
    "explain",
    "figure",
    "in_words",
    "limits",
    "policy_problem",
    "rule_sentence",
]
