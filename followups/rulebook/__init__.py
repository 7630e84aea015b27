"""The rules page: the catalogue under one policy, with an example for each rule."""

from followups.rulebook.page import Rulebook, rulebook

__all__ = ["Rulebook", "rulebook"]
