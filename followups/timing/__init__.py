"""The timing engine: pure rules that say what to send, to whom, when, why, and when to keep still.

Only the standard library is used here. No clock, no randomness, no input or output: the same facts
and the same policy always give the same plan, and `now` is an argument of `plan.label` alone.
"""
