"""Forms that only the API needs; most of what it takes is checked by those of the pages."""
