"""Hands a mail that was fetched to whom it is for."""

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError

from accounts.models import User
from inbox.mailboxes.recipients import recipients
from inbox.mailboxes.session import Session
from inbox.models import ReceivedFile
from inbox.reading.findings import Unreadable
from inbox.services.addresses import owner_of
from inbox.services.receive import receive
from jobtracker.time_limit import too_long

logger = logging.getLogger(__name__)

UNMATCHED = "Unmatched"
"""The folder of the site's mailbox for mails that are for nobody, or that cannot be stored."""
NEW, KNOWN, UNREADABLE, LEFT_OUT, FOR_NOBODY = (
    "stored",
    "known",
    "unreadable",
    "left_out",
    "for_nobody",
)
STORED = {NEW, KNOWN}


def store(owner: User, content: bytes, way: str, now: datetime) -> str:
    """Store a mail, and return what became of it; a mail that cannot be stored blocks no other."""
    try:
        receipts = receive(owner, content, way=way, now=now)
    except Unreadable:
        return UNREADABLE
    except (OperationalError, InterfaceError, too_long()):
        raise
    except Exception:
        logger.exception("a mail of user %s was left out", owner.pk)
        return LEFT_OUT
    return NEW if any(each.is_new for each in receipts) else KNOWN


def empty(session: Session, uid: int, content: bytes, now: datetime) -> str:
    """Store a mail of the site's mailbox for whom it is, and take it out of there."""
    way = ReceivedFile.Way.ADDRESS
    outcomes = [store(owner, content, way, now) for owner in _owners(content)] or [FOR_NOBODY]
    if STORED.isdisjoint(outcomes):
        session.move(uid, UNMATCHED)
    else:
        session.delete(uid)
    return outcomes[0]


def _owners(content: bytes) -> list[User]:
    """Return whom a mail is for; nobody, where its header cannot be read."""
    try:
        addresses = recipients(content)
    except too_long():
        raise
    except Exception:
        logger.exception("the recipients of a mail can't be read")
        return []
    return list(dict.fromkeys(filter(None, map(owner_of, addresses))))
