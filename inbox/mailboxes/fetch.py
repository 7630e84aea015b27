"""Reads one claimed mailbox, and records how it went."""

import logging
import time
from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError

from inbox.mailboxes import claims
from inbox.mailboxes.folders import FolderRun, MayGoOn, Take
from inbox.mailboxes.problems import MailboxProblem, Problem
from inbox.mailboxes.session import STEP_SECONDS, Account, Session, connected
from inbox.mailboxes.site import site_account
from inbox.mailboxes.store import empty, store
from inbox.models import Mailbox, MailFolder, ReceivedFile
from jobtracker.encryption import DecryptionError, decrypt
from jobtracker.http.bounded import TimeLimits
from jobtracker.time_limit import too_long

logger = logging.getLogger(__name__)

BEGINS_WITH = timedelta(days=30)
"""How old mails may be when a mailbox is connected."""
RUN_SECONDS = 30
"""After which no more mails are begun; the server has a little longer to end its answer."""
OVERALL_SECONDS = 60
WAYS = {
    MailFolder.Role.INBOX: ReceivedFile.Way.MAILBOX,
    MailFolder.Role.SENT: ReceivedFile.Way.SENT,
}


def fetch(mailbox: Mailbox, now: datetime) -> Counter[str]:
    """Read the new mails of a claimed mailbox, and give it back. A problem is stored in its row.

    Whatever goes wrong is this mailbox's own, unless it is the database: the next one is read.
    """
    counts: Counter[str] = Counter()
    try:
        more = _read(mailbox, now, counts)
    except claims.ClaimLost:
        logger.info("mailbox %s is no longer ours", mailbox.pk)
    except MailboxProblem as problem:
        logger.info("mailbox %s could not be read: %s", mailbox.pk, problem.code)
        claims.failed(mailbox, problem.code, now)
        counts["failed"] += 1
    except (OperationalError, InterfaceError, too_long()):
        raise
    except Exception:
        logger.exception("mailbox %s could not be read", mailbox.pk)
        claims.failed(mailbox, Problem.BROKEN, now)
        counts["failed"] += 1
    else:
        claims.succeeded(mailbox, now, more=more)
        counts["mailboxes"] += 1
    return counts


def _read(mailbox: Mailbox, now: datetime, counts: Counter[str]) -> bool:
    """Read each folder, and return whether there is more."""
    limits = TimeLimits(step=STEP_SECONDS, overall=OVERALL_SECONDS)
    may_go_on = _for(RUN_SECONDS)
    folders = list(mailbox.folders.order_by("role"))
    most = max(1, settings.INBOX_MAILS_A_RUN // max(1, len(folders)))
    more = False
    with connected(account_of(mailbox), limits) as session:
        for folder in folders:
            folder.mailbox = mailbox
            run = FolderRun(session, folder, _taker(session, folder, now), may_go_on, most)
            if mailbox.owner is not None:
                run.since = (mailbox.connected_at - BEGINS_WITH).date()
            try:
                run.run()
            finally:
                counts.update(run.counts)
            more = more or run.more
    return more


def _for(seconds: float) -> MayGoOn:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def _taker(session: Session, folder: MailFolder, now: datetime) -> Take:
    owner = folder.mailbox.owner
    if owner is None:
        return lambda uid, content: empty(session, uid, content, now)
    way = WAYS[MailFolder.Role(folder.role)]
    return lambda uid, content: store(owner, content, way, now)


def account_of(mailbox: Mailbox) -> Account:
    """Return where to sign in, with the password in plain. Raises MailboxProblem."""
    if mailbox.owner_id is None:
        return site_account()
    try:
        password = decrypt(bytes(mailbox.password or b"")).decode()
    except DecryptionError:
        raise MailboxProblem(Problem.SECRET) from None
    return Account(mailbox.host, mailbox.port, mailbox.security, mailbox.username, password)
