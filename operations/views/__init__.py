"""Views for operators and monitoring."""
