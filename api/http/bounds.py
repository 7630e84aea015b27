"""How much a request may bring, looked at before any of it is read."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from api.http.problems import Problem
from jobtracker.files import MEGABYTE

LARGEST_JSON = MEGABYTE


def check_size(request: HttpRequest, most: int) -> None:
    """Raise Problem 413 if the body says that it has more bytes; 400 if it doesn't say how many."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if "HTTP_TRANSFER_ENCODING" in request.META or not (said.isascii() and said.isdigit()):
        raise Problem(400, _("Send the body in one piece, with its Content-Length."))
    if len(said) > len(str(most)) or int(said) > most:
        raise Problem(413, _("Send %(bytes)s bytes at most.") % {"bytes": most})
