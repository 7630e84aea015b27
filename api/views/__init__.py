"""The views of the API that are no operations, and its settings pages."""
