"""From facts to reminder rows: collect facts, replan, apply the plan, open due reminders."""
