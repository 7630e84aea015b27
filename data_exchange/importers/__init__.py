"""Read an export file."""
