"""What goes wrong with a delivery: a code that its row stores, and the words for it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOT_FOUND, REFUSED, PORT, CERTIFICATE, SECRET = "name", "host", "port", "certificate", "secret"
UNREACHABLE, TOO_SLOW, BROKEN = "unreachable", "slow", "broken"
REDIRECT, STATUS = "redirect", "status"

WORDS: dict[str, str | Promise] = {
    "": gettext_lazy("Delivered"),
    NOT_FOUND: gettext_lazy("There is no server with this name"),
    REFUSED: gettext_lazy("The address isn't on the public internet, so nothing was sent"),
    PORT: gettext_lazy("This port or kind of address isn't allowed here, so nothing was sent"),
    CERTIFICATE: gettext_lazy("The server's certificate isn't valid, so nothing was sent"),
    SECRET: gettext_lazy("The stored secret can't be read any more: renew it"),
    UNREACHABLE: gettext_lazy("The server can't be reached"),
    TOO_SLOW: gettext_lazy("No complete answer within 10 seconds"),
    BROKEN: gettext_lazy("The connection broke before the answer was complete"),
    REDIRECT: gettext_lazy("The server redirects, and redirects aren't followed"),
    STATUS: gettext_lazy("The server answered with an error"),
}


class DeliveryProblem(Exception):
    """A message could not be sent, for the reason of this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def in_words(code: str, status: int | None) -> str:
    """Return a result in plain words, with the HTTP status if there is one."""
    words = str(WORDS.get(code, WORDS[BROKEN]))
    return (
        _("%(words)s (HTTP %(status)s)") % {"words": words, "status": status} if status else words
    )
