"""The rules for people: the catalogue under one policy, each rule with a worked example."""

from followups.rulebook.page import Rulebook, rulebook

__all__ = ["Rulebook", "rulebook"]
