"""The coach's site: what is registered on it, and nothing else is reachable there."""

from coaching.admin import clients, documents, own_records, records

__all__ = ["clients", "documents", "own_records", "records"]
