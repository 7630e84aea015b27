"""The coach's site: what is registered on it, and nothing else is reachable there."""

from coaching.admin import clients, documents, mine, operators, records

__all__ = ["clients", "documents", "mine", "operators", "records"]
