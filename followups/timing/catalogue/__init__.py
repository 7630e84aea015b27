"""The rules and guards as data: titles, explanations, sources."""
