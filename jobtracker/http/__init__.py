"""Requests and responses: parameters, redirects, undo, middleware."""
