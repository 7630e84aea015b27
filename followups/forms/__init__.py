"""Forms of follow-ups."""
