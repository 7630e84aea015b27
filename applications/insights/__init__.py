"""Insights: figures over all applications of a user."""
