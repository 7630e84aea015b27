"""Benchmarks of the timing engine, the scheduled tasks and the pages."""
