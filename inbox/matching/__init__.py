"""Which application a mail or an event belongs to."""

from inbox.matching.match import Match, is_clear, matches, matches_of

__all__ = ["Match", "is_clear", "matches", "matches_of"]
