"""The site's own mailbox, to which the private addresses lead; it is named in the settings."""

from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction

from inbox.mailboxes.problems import MailboxProblem, Problem
from inbox.mailboxes.session import Account
from inbox.models import Mailbox, MailFolder

SECURITY = {
    "imaps": (Mailbox.Security.TLS, 993),
    "imap": (Mailbox.Security.STARTTLS, 143),
}


def site_account() -> Account:
    """Return where to sign in. Raises MailboxProblem if the settings name no mailbox."""
    url = urlsplit(settings.INBOX_SITE_MAILBOX_URL)
    if url.scheme not in SECURITY or not url.hostname:
        raise MailboxProblem(Problem.HOST_REFUSED)
    security, port = SECURITY[url.scheme]
    name, password = unquote(url.username or ""), unquote(url.password or "")
    return Account(url.hostname, url.port or port, security, name, password, guarded=False)


def site_folder() -> str:
    """Return the folder that is emptied."""
    return unquote(urlsplit(settings.INBOX_SITE_MAILBOX_URL).path.strip("/")) or "INBOX"


def ensure_site_mailbox(now: datetime) -> None:
    """Keep one row for the mailbox in the settings, and none where they name none."""
    if not settings.INBOX_SITE_MAILBOX_URL:
        Mailbox.objects.filter(owner=None).delete()
        return
    account, folder = site_account(), site_folder()
    place = {
        "host": account.host,
        "port": account.port,
        "security": account.security,
        "username": account.username,
    }
    wanted = Mailbox.objects.filter(owner=None, folders__name=folder, **place)
    if not wanted.exists():
        with transaction.atomic():
            Mailbox.objects.filter(owner=None).delete()
            mailbox = Mailbox.objects.create(connected_at=now, next_fetch_at=now, **place)
            MailFolder.objects.create(mailbox=mailbox, role=MailFolder.Role.INBOX, name=folder)
