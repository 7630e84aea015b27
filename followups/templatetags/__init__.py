"""Template tags that show reminders and messages from coaches."""
