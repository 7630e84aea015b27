"""Names and short texts as people type them: one form to keep, one key to compare."""

import re
import unicodedata

ACCENTS = re.compile("[\u0300-\u036f]")
"""Marks of Latin, Greek and Cyrillic letters; other scripts need theirs to tell words apart."""


def composed(text: str) -> str:
    """Return the text in Unicode's composed form (NFC), in which we keep every text."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return the text composed, with single spaces."""
    return " ".join(composed(text).split())


def folded(text: str) -> str:
    """Return the text without case and accents, as it is compared and searched."""
    if text.isascii():
        return text.lower()
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFKC", plain)


def name_key(name: str) -> str:
    """Return the key by which names are one: case, accents and spaces do not matter."""
    return " ".join(folded(name).split())
