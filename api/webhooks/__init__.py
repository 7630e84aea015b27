"""Webhooks: what is told to a seeker's own programs, and how it is sent."""
