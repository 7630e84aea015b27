"""The text of a file whose encoding nobody tells."""

import codecs

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
TRIED = 2_000


def decode(content: bytes) -> str | None:
    """Return the text in one of the usual encodings; None if the file is no text."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return None


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(WIDE):
        return ("utf-16",)
    even, odd = content[:TRIED:2].count(0), content[1:TRIED:2].count(0)
    if max(even, odd) > len(content[:TRIED]) // 4:
        return ("utf-16-be" if even > odd else "utf-16-le",)
    return ("utf-8-sig", "cp1252", "latin-1")
