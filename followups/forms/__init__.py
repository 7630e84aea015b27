"""Forms for policies and reminders."""
