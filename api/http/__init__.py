"""Requests and answers of the API: keys, problems, paging, repeated and conditional requests."""
