"""Set-up, checks and launchers: the standard library only, so that they run before any install."""
