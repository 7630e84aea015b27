"""Template tags that put reminders into words, for pages of lower floors."""
