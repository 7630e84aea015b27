"""By which way a mail came: what a seeker wrote to somebody else is their sent mail."""

from collections.abc import Collection

from inbox.models import ReceivedFile
from inbox.reading.dates import read_moment
from inbox.reading.forwards import unwrap
from inbox.reading.mime import Letter
from inbox.reading.text import fold

Way = ReceivedFile.Way


def way_of(came: str, letter: Letter, own: Collection[str]) -> str:
    """Return the way to store for a mail that ``came`` by one; ``own`` are its owner's addresses.

    A mail from one of them to somebody else is sent mail, whether it was copied to the private
    address, dropped as a file or found in a folder. All that lies in a folder of sent mail is the
    owner's, whatever its sender. A mail that the owner forwards is read as the mail that it holds.
    """
    known = {_plain(each) for each in own}
    is_own = came == Way.SENT or (letter.sender and _plain(letter.sender.email) in known)
    to_others = any(_plain(each.email) not in known for each in letter.recipients)
    if is_own and to_others and not _is_forward(letter):
        return Way.SENT
    return Way.MAILBOX if came == Way.SENT else came


def _plain(email: str) -> str:
    """Return an address in lower case, without the part of its name after a plus sign."""
    local, _, domain = email.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _is_forward(letter: Letter) -> bool:
    _, was_forwarded = unwrap(letter, lambda text: read_moment(text, fold(text)))
    return was_forwarded
