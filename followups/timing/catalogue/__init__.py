"""The rules and guards as data: titles, explanations and sources."""
