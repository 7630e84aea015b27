"""Policies: the figures that the rules are computed with."""
