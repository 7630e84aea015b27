"""Reading an export file."""
