"""What goes wrong with a mailbox, as one of the codes that its row stores."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imap_tools.errors import (
    MailboxFolderSelectError,
    MailboxFolderStatusError,
    MailboxFolderStatusValueError,
)

from inbox.models import Mailbox
from jobtracker.http.hosts import HostRefused
from jobtracker.time_limit import too_long

Problem = Mailbox.Problem


class MailboxProblem(Exception):
    """A mailbox cannot be read now. Never holds what a server said: it may repeat a password."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def told_as(code: str) -> Iterator[None]:
    """Raise a MailboxProblem for whatever goes wrong in a block; ``code`` if it is nothing plainer.

    A hostile answer makes the libraries raise anything, so that everything is caught here; only
    calls of the libraries belong into the block.
    """
    try:
        yield
    except (MailboxProblem, too_long()):
        raise
    except HostRefused:
        raise MailboxProblem(Problem.HOST_REFUSED) from None
    except ssl.SSLCertVerificationError:
        raise MailboxProblem(Problem.CERTIFICATE) from None
    except (MailboxFolderSelectError, MailboxFolderStatusError, MailboxFolderStatusValueError):
        raise MailboxProblem(Problem.FOLDER) from None
    except Exception:
        raise MailboxProblem(code) from None
