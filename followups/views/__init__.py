"""The pages of follow-ups, a module a page."""
