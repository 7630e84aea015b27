"""To whom a mail was sent, as its header says; the site's mailbox serves everybody."""

from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses

from inbox.reading.bounds import BLANK_LINE, MAX_HEADER_BYTES

FIELDS = (
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "To",
    "Cc",
    "Bcc",
)
MOST_RECIPIENTS = 100
LONGEST_FIELD = 10_000


def recipients(content: bytes) -> list[str]:
    """Return the addresses a mail was sent to, each once, those of its delivery first."""
    header = BLANK_LINE.split(content[:MAX_HEADER_BYTES], maxsplit=1)[0]
    message = BytesHeaderParser(policy=compat32).parsebytes(header + b"\r\n\r\n")
    fields = [
        str(value)[:LONGEST_FIELD] for name in FIELDS for value in message.get_all(name) or ()
    ]
    found = [address for _, address in getaddresses(fields[:MOST_RECIPIENTS])]
    return list(dict.fromkeys(each.casefold() for each in found if "@" in each))[:MOST_RECIPIENTS]
