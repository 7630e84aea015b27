"""Views of notes."""
