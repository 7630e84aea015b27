"""The writes of the API's own data."""
