"""Writing an export file."""
