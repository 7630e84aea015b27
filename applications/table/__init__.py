"""The table of applications: filters, order, saved views, export."""
