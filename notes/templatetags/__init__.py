"""Template tags of notes."""
