"""What the seeker's own mail provider says about who sent a mail; it can only lower trust."""

from __future__ import annotations

import re

from inbox.reading.bounds import BLANK_LINE, MAX_HEADER_BYTES

RESULTS = re.compile(
    rb"^Authentication-Results[ \t]*:((?:[^\r\n]|\r?\n[ \t]){0,4000})", re.I | re.M
)
FAILED = re.compile(rb"\bdmarc[ \t]{0,9}=[ \t]{0,9}fail\b", re.I)


def may_be_forged(raw: bytes) -> bool:
    """Whether the provider's results, which stand above all others, say that the sender failed.

    A mail without results is trusted as any other: nothing in it can raise that.
    """
    header = BLANK_LINE.split(raw[:MAX_HEADER_BYTES], maxsplit=1)[0]
    found = RESULTS.search(header)
    return bool(found and FAILED.search(found[1]))
