"""One connection to a mailbox: sign in, list folders, and read mails without marking them."""

import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from imap_tools import AND, BaseMailBox, MailBoxFolderManager, U
from imap_tools.errors import MailboxLoginError

from inbox.mailboxes.client import BoundedClient
from inbox.mailboxes.problems import MailboxProblem, Problem, told_as
from inbox.models import Mailbox
from jobtracker.http import hosts
from jobtracker.http.bounded import TimeLimits

STEP_SECONDS = 20
MOST_FOLDERS = 500
LARGEST = 2**32 - 1
"""The numbers of mails and folders have 32 bits."""
SENT = "\\Sent"
NOT_NOW = re.compile(rb"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.IGNORECASE)
UID = re.compile(rb"\bUID (\d{1,10})\b")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")


@dataclass(frozen=True, slots=True)
class Account:
    """Where to sign in, and as whom. Only a host that a user named is ``guarded``."""

    host: str
    port: int
    security: str
    username: str
    password: str = field(repr=False)
    guarded: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on the server, and whether the server says that it holds sent mails."""

    name: str
    is_sent: bool


class _Box(BaseMailBox):
    """The library's mailbox over a client of ours."""

    def __init__(self, client: BoundedClient) -> None:
        self.client, self.folder = client, MailBoxFolderManager(self)
        self.login_result = None


class Session:
    """What can be asked of a mailbox. Each method may raise MailboxProblem."""

    def __init__(self, client: BoundedClient) -> None:
        self._client, self._box = client, _Box(client)

    def sign_in(self, account: Account) -> None:
        """Sign in; the encoding of other characters than ASCII is another command."""
        name, password = account.username, account.password
        login = self._box.login if f"{name}{password}".isascii() else self._box.login_utf8
        self._client.allow()
        with told_as(Problem.BROKEN):
            try:
                login(name, password, None)
            except self._client.abort:
                raise
            except (MailboxLoginError, self._client.error) as problem:
                later = NOT_NOW.search(str(problem).encode())
                raise MailboxProblem(Problem.UNREACHABLE if later else Problem.LOGIN) from None

    def folders(self) -> list[Folder]:
        """Return the folders that can be opened."""
        self._client.allow()
        with told_as(Problem.BROKEN):
            found = self._box.folder.list()[:MOST_FOLDERS]
        return [
            Folder(each.name, SENT.casefold() in {flag.casefold() for flag in each.flags})
            for each in found
            if "\\noselect" not in {flag.casefold() for flag in each.flags}
        ]

    def open(self, folder: str, *, writable: bool = False) -> tuple[int, int]:
        """Open a folder; return its UIDVALIDITY, and the number that its next mail will get."""
        self._client.allow()
        with told_as(Problem.BROKEN):
            status = self._box.folder.status(folder, ["UIDVALIDITY", "UIDNEXT"])
            self._box.folder.set(folder, readonly=not writable)
            validity, following = status["UIDVALIDITY"], status["UIDNEXT"]
        if not (0 < validity <= LARGEST and 0 < following <= LARGEST):
            raise MailboxProblem(Problem.BROKEN)
        return validity, following

    def uids(self, first: int, last: int, since: date | None) -> list[int]:
        """Return the numbers of the mails from ``first`` to ``last``, in order."""
        self._client.allow()
        wanted: dict[str, Any] = {"uid": U(str(first), str(last))}
        if since is not None:
            wanted["date_gte"] = since
        with told_as(Problem.BROKEN):
            found = self._box.uids(AND(**wanted), charset=None)
            return sorted({uid for uid in map(int, found) if first <= uid <= last})

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Return the size of each of these mails, in bytes, as the server says."""
        with told_as(Problem.BROKEN):
            answer = self._fetch(",".join(map(str, uids)), "(RFC822.SIZE)")
            lines = [line for line in answer if isinstance(line, bytes)]
            pairs = [(UID.search(line), SIZE.search(line)) for line in lines]
            return {int(uid[1]): int(size[1]) for uid, size in pairs if uid and size}

    def content(self, uid: int, size: int) -> bytes | None:
        """Return a mail as it is, and leave it unread; None if it is gone."""
        with told_as(Problem.BROKEN):
            answer = self._fetch(str(uid), "(BODY.PEEK[])", size)
            parts = [part for part in answer if isinstance(part, tuple)]
            return parts[0][1] if parts else None

    def _fetch(self, uids: str, what: str, size: int = 0) -> list[Any]:
        self._client.allow(size)
        status, answer = self._client.uid("FETCH", uids, what)
        if status != "OK":
            raise MailboxProblem(Problem.BROKEN)
        return answer

    def delete(self, uid: int) -> None:
        """Delete a mail for good."""
        self._client.allow()
        with told_as(Problem.BROKEN):
            self._box.delete(str(uid))

    def move(self, uid: int, folder: str) -> None:
        """Move a mail into a folder, which is made where it is not there."""
        self._client.allow()
        with told_as(Problem.BROKEN):
            if not self._box.folder.exists(folder):
                self._box.folder.create(folder)
            self._box.move(str(uid), folder)

    def close(self) -> None:
        """Sign out, if the server still listens."""
        with suppress(MailboxProblem), told_as(Problem.BROKEN):
            self._client.allow()
            self._client.logout()
        with suppress(MailboxProblem), told_as(Problem.BROKEN):
            self._client.shutdown()


@contextmanager
def connected(account: Account, limits: TimeLimits) -> Iterator[Session]:
    """Connect with TLS to a host that is allowed, and sign in."""
    session = Session(_client(account, limits))
    try:
        session.sign_in(account)
        yield session
    finally:
        session.close()


def _client(account: Account, limits: TimeLimits) -> BoundedClient:
    if account.guarded and account.port not in settings.INBOX_PORTS:
        raise MailboxProblem(Problem.HOST_REFUSED)
    allowed = settings.INBOX_ALLOW_PRIVATE_HOSTS if account.guarded else [account.host]
    with told_as(Problem.UNREACHABLE):
        addresses = hosts.addresses_of(account.host, allowed=allowed, seconds=limits.next_step())
        context = _context()
        at_once = account.security == Mailbox.Security.TLS
        client = BoundedClient(
            account.host,
            account.port,
            addresses=addresses,
            limits=limits,
            tls=context if at_once else None,
        )
    if not at_once:
        _encrypt(client, context)
    return client


def _encrypt(client: BoundedClient, context: ssl.SSLContext) -> None:
    """Have a plain connection encrypted, or close it: nothing is said before."""
    try:
        with told_as(Problem.INSECURE):
            client.starttls(context)
    except BaseException:
        client.shutdown()
        raise


def _context() -> ssl.SSLContext:
    """Return what certificates are verified with: the system's authorities and the operator's."""
    context = ssl.create_default_context()
    if settings.INBOX_CA_FILE:
        context.load_verify_locations(settings.INBOX_CA_FILE)
    return context
