"""Form parts that know no app."""
