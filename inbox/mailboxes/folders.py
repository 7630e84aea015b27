"""Reads the new mails of a folder, in order, a bounded number at a time."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from inbox.mailboxes import claims
from inbox.mailboxes.session import Session
from inbox.models import MailFolder
from inbox.reading.bounds import MAX_BYTES

WINDOW = 5_000
"""How many numbers are asked about at once: a folder of any size is never listed whole."""
SIZES = 100

Take = Callable[[int, bytes], str]
"""Stores a mail, and returns under which name it is counted."""
MayGoOn = Callable[[], bool]


@dataclass
class FolderRun:
    """One run over a folder: ``take`` stores a mail, and only then is it counted as read.

    It ends after ``most`` mails, or when ``may_go_on`` says so; ``more`` tells that it did. Mails
    from before ``since`` are left out. The folder's ``mailbox`` is the claimed one.
    """

    session: Session
    folder: MailFolder
    take: Take
    may_go_on: MayGoOn
    most: int
    since: date | None = None
    more: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    def run(self) -> Counter[str]:
        """Read what is new. Raises MailboxProblem or ClaimLost."""
        folder = self.folder
        validity, next_uid = self.session.open(folder.name, writable=not folder.mailbox.owner_id)
        if validity != folder.uid_validity:
            claims.renumbered(folder, validity)
        while folder.last_uid + 1 < next_uid and not self.more:
            if self.may_go_on():
                self._read_window(min(folder.last_uid + WINDOW, next_uid - 1))
            else:
                self.more = True
        return self.counts

    def _read_window(self, last: int) -> None:
        uids = self.session.uids(self.folder.last_uid + 1, last, self.since)
        for uid, size in self._sized(uids):
            if self.most <= 0 or not self.may_go_on():
                self.more = True
                return
            self.most -= 1
            self._read(uid, size)
            claims.reached(self.folder, uid)
        claims.reached(self.folder, last)

    def _sized(self, uids: list[int]) -> Iterator[tuple[int, int]]:
        """Each number with the size of its mail; those that are gone since are left out."""
        for start in range(0, len(uids), SIZES):
            part = uids[start : start + SIZES]
            sizes = self.session.sizes(part)
            yield from ((uid, sizes[uid]) for uid in part if uid in sizes)

    def _read(self, uid: int, size: int) -> None:
        if size > MAX_BYTES:
            self.counts["too_large"] += 1
            return
        claims.check(self.folder.mailbox)
        content = self.session.content(uid, size)
        if content is not None:
            self.counts[self.take(uid, content)] += 1
