"""The timing rules, one small function each."""
