"""The timing engine: pure rules that plan what to send, to whom and when, and say why.

It uses only the standard library, and neither a clock, randomness, input nor output: the same facts
and policy always give the same plan. Only `plan.label` takes `now`.
"""
