"""Policies: the settings that the rules work with."""
