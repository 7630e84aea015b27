"""The coach's admin site; nothing is reachable there that is not registered here."""

from coaching.admin import clients, documents, own_records, records

__all__ = ["clients", "documents", "own_records", "records"]
