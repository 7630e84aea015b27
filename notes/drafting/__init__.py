"""Suggest and check notes: pure text, no database."""
