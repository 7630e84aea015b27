"""The timing rules, a small function each."""
