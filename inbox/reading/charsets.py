"""Bytes to text: as declared, then guessed."""

from __future__ import annotations

import codecs

LARGER = {
    "iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "shift_jis": "cp932", "iso8859-9": "cp1254",
}  # fmt: skip
"""What mail programs declare, and the larger set that they mean."""
SLOW = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def to_text(data: bytes, charset: str = "") -> str:
    """Return the text of ``data``, whatever it is declared to be; never fails."""
    for mark, marked in MARKS:
        if data.startswith(mark):
            return data.decode(marked, "replace").lstrip("\ufeff")
    for name in (_known(charset), "utf-8", "cp1252"):
        if name:
            try:
                return data.decode(name)
            except (UnicodeError, ValueError):
                continue
    return data.decode("cp1252", "replace")


def _known(charset: str) -> str | None:
    """Return the codec for a declared charset, or None: some codecs are no text or too slow."""
    try:
        codec = codecs.lookup(charset.strip(" '\"")[:40])
    except (LookupError, ValueError):
        return None
    if not getattr(codec, "_is_text_encoding", True) or codec.name.replace("_", "-") in SLOW:
        return None
    return LARGER.get(codec.name, codec.name)
