"""Reading spreadsheets of applications."""
