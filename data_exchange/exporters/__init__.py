"""Write the export file."""
