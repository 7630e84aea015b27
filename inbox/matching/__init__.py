"""Which application a mail or an event belongs to."""

from inbox.matching.match import Match, Matcher, is_clear, matches, matches_of

__all__ = ["Match", "Matcher", "is_clear", "matches", "matches_of"]
