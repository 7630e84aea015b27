"""Pages of the inbox: its settings, and what takes files."""
