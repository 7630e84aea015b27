"""Template tags for every page; the settings make them built-ins."""
