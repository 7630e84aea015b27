"""Codes by which a mail provider confirms that mails may be forwarded to an address."""

from __future__ import annotations

import re

from inbox.reading.mime import Letter

SENDERS = {"forwarding-noreply@google.com"}
CODE = re.compile(r"(?<!\d)\d{6,12}(?!\d)")


def confirmation_code(letter: Letter) -> str | None:
    """Return the code in a provider's mail that asks to confirm forwarding; None in any other."""
    if letter.sender is None or letter.sender.email not in SENDERS:
        return None
    found = CODE.search(letter.subject) or CODE.search(letter.text)
    return found[0] if found else None
