"""Suggesting and checking notes: pure text, no database."""
