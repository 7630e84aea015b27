"""Views for operators and their machines."""
