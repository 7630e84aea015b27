"""Measurements: how fast the engine and the beat are."""
