"""From facts to reminder rows: collect, plan, apply, open."""
