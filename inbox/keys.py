"""By what a mail or an event is known again, after its content is deleted."""

import hashlib


def message_key(message_id: str) -> str:
    """Return the key of a Message-ID, with or without its brackets, however it is cased.

    Some servers change its case; two that differ in nothing else are no two mails.
    """
    return digest(message_id.strip().strip("<>").strip().casefold())


def event_key(uid: str) -> str:
    """Return the key of a calendar event's UID."""
    return digest(uid.strip())


def digest(text: str) -> str:
    """Return a text's digest: 64 digits, the same on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
