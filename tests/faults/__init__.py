"""Real services, broken on purpose: what is due is still done once, and nothing is lost."""
