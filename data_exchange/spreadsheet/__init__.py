"""Import spreadsheets of applications."""
