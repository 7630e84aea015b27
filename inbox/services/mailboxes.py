"""Services for a seeker's own mailbox: connect it, choose its folders, disconnect it."""

from collections.abc import Sequence
from datetime import datetime

from accounts.locking import owner_locked
from accounts.models import User
from inbox.mailboxes.session import Account, Folder
from inbox.models import Mailbox, MailFolder
from jobtracker.encryption import encrypt

INBOX = "INBOX"
Role = MailFolder.Role


@owner_locked
def connect_mailbox(
    owner: User, account: Account, folders: Sequence[Folder], *, now: datetime
) -> Mailbox:
    """Store where to sign in, and the password encrypted; the mailbox is read from now on.

    The same mailbox goes on where it was, with its new password. Whoever reads it now loses it.
    """
    place = {
        "host": account.host,
        "port": account.port,
        "security": account.security,
        "username": account.username,
    }
    is_same = Mailbox.objects.filter(
        owner=owner, host=account.host, username=account.username
    ).exists()
    values = {
        **place,
        "password": encrypt(account.password.encode()),
        "offered": [{"name": each.name, "is_sent": each.is_sent} for each in folders],
        "next_fetch_at": now,
        "claimed_until": None,
        "failures": 0,
        "problem": Mailbox.Problem.NONE,
        "failing_since": None,
        "told_at": None,
    }
    if not is_same:
        values |= {"connected_at": now, "fetched_at": None}
    mailbox, _ = Mailbox.objects.update_or_create(owner=owner, defaults=values)
    if not is_same:
        MailFolder.objects.filter(mailbox=mailbox).delete()
        _choose(mailbox, Role.INBOX, INBOX)
    return mailbox


@owner_locked
def choose_folders(mailbox: Mailbox, *, inbox: str, sent: str, now: datetime) -> None:
    """Read these folders from now on; ``sent`` may be empty. A folder that stays goes on."""
    _choose(mailbox, Role.INBOX, inbox)
    _choose(mailbox, Role.SENT, sent)
    Mailbox.objects.filter(pk=mailbox.pk).update(next_fetch_at=now, claimed_until=None)


def _choose(mailbox: Mailbox, role: str, name: str) -> None:
    of_role = MailFolder.objects.filter(mailbox=mailbox, role=role)
    if not of_role.filter(name=name).exists():
        of_role.delete()
        if name:
            MailFolder.objects.create(mailbox=mailbox, role=role, name=name)


@owner_locked
def fetch_soon(mailbox: Mailbox, *, now: datetime) -> None:
    """Have a mailbox read by the next beat, even one that is not tried any more."""
    Mailbox.objects.filter(pk=mailbox.pk).update(next_fetch_at=now)


@owner_locked
def disconnect_mailbox(mailbox: Mailbox) -> None:
    """Forget a mailbox and its password; what was received from it stays."""
    Mailbox.objects.filter(pk=mailbox.pk).delete()
