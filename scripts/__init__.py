"""Set-up, checks and launchers.

What `scripts.setup` imports uses only the standard library, because it runs before any install.
"""
