"""Requests and responses: parameters, redirects, signed links, undo, middleware."""
