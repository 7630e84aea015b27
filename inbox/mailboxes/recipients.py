"""To whom a mail was sent, as its header says; the site's mailbox serves everybody.

Whoever knows an address of the site may send it a header, so that it is read by a pattern with a
bound: the library's parser of addresses takes seconds, or all of the stack, for a hostile one.
"""

import re

from inbox.reading.bounds import BLANK_LINE, MAX_HEADER_BYTES
from inbox.reading.headers import MAIL_ADDRESS, decoded

FIELD = re.compile(
    rb"^(Delivered-To|(?:X-)?Original-To|(?:X-)?Envelope-To|To|Cc|Bcc)[ \t]*:"
    rb"((?:[^\r\n]|\r?\n[ \t])*)",
    re.I | re.M,
)
BY_HAND = (b"to", b"cc", b"bcc")
MOST_FIELDS = 100
MOST_RECIPIENTS = 100
LONGEST_FIELD = 10_000


def recipients(content: bytes) -> list[str]:
    """Return the addresses a mail was sent to, each once, those of its delivery first."""
    header = BLANK_LINE.split(content[:MAX_HEADER_BYTES], maxsplit=1)[0]
    fields = [found for found, _ in zip(FIELD.finditer(header), range(MOST_FIELDS), strict=False)]
    fields.sort(key=lambda found: found[1].lower() in BY_HAND)
    texts = (decoded(found[2].decode("utf-8", "replace"), LONGEST_FIELD) for found in fields)
    found = (
        each[0].strip(".").casefold() for text in texts for each in MAIL_ADDRESS.finditer(text)
    )
    return list(dict.fromkeys(found))[:MOST_RECIPIENTS]
