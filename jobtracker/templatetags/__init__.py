"""Template tags for every page; the settings make them builtins."""
