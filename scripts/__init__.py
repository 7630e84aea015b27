"""Set-up, checks and launchers.

What `scripts.setup` imports rests on the standard library only: it runs before any install.
"""
