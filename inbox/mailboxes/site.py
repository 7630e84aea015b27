"""The site's own mailbox, to which the private addresses lead; it is named in the settings."""

import logging
from contextlib import suppress
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from inbox.mailboxes.problems import MailboxProblem, Problem
from inbox.mailboxes.session import Account
from inbox.models import Mailbox, MailFolder

logger = logging.getLogger(__name__)

MALFORMED = "must be like imaps://user:password@imap.example.org/INBOX"
SECURITY = {
    "imaps": (Mailbox.Security.TLS, 993),
    "imap": (Mailbox.Security.STARTTLS, 143),
}


def site_account() -> Account:
    """Return where to sign in. Raises MailboxProblem if the settings name no mailbox."""
    try:
        url = urlsplit(settings.INBOX_SITE_MAILBOX_URL)
        security, usual = SECURITY[url.scheme]
        host, port = url.hostname or "", url.port or usual
    except (KeyError, ValueError):
        raise MailboxProblem(Problem.HOST_REFUSED) from None
    if not host or not url.username:
        raise MailboxProblem(Problem.HOST_REFUSED)
    name, password = unquote(url.username), unquote(url.password or "")
    return Account(host, port, security, name, password, guarded=False)


def site_folder() -> str:
    """Return the folder that is emptied."""
    return unquote(urlsplit(settings.INBOX_SITE_MAILBOX_URL).path.strip("/")) or "INBOX"


def ensure_site_mailbox(now: datetime) -> None:
    """Keep one row for the mailbox in the settings, and none where they name none."""
    try:
        account, folder = site_account(), site_folder()
    except MailboxProblem:
        if settings.INBOX_SITE_MAILBOX_URL:
            logger.warning("INBOX_SITE_MAILBOX_URL %s", MALFORMED)
        Mailbox.objects.filter(owner=None).delete()
        return
    place = {
        "host": account.host,
        "port": account.port,
        "security": account.security,
        "username": account.username,
    }
    wanted = Mailbox.objects.filter(owner=None, folders__name=folder, **place)
    if not wanted.exists():
        # Another worker may be quicker.
        with suppress(IntegrityError), transaction.atomic():
            Mailbox.objects.filter(owner=None).delete()
            mailbox = Mailbox.objects.create(connected_at=now, next_fetch_at=now, **place)
            MailFolder.objects.create(mailbox=mailbox, role=MailFolder.Role.INBOX, name=folder)
