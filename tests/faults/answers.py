"""`python -m tests.faults.answers WHAT`: an invitation that waits for a yes, and the yes.

`fill` writes the seeker and the suggestion, `count` prints how many writes the yes takes and rolls
them back, `accept` says yes, and `accept N` is killed with SIGKILL as it begins its N-th write;
with one more than there are it is killed once all is committed.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import django

WRITES = ("INSERT", "UPDATE", "DELETE")


class Writes:
    """Counts the writes of a connection, and ends the process at one of them."""

    def __init__(self, last: int = 0) -> None:
        self.last, self.count = last, 0

    def __call__(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        """Let a statement through, unless it is the last."""
        if sql.lstrip().upper().startswith(WRITES):
            self.reach()
        return execute(sql, *more)

    def reach(self) -> None:
        """Count one more write."""
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def main(what: str, last: int) -> None:
    """Do one of these things."""
    django.setup()
    from django.db import connection, transaction

    from tests.inbox.arrivals import NOW

    if what == "fill":
        _fill()
        return
    writes = Writes(last)
    with connection.execute_wrapper(writes):
        if what == "count":
            with transaction.atomic():
                _accept(NOW)
                transaction.set_rollback(True)
            sys.stdout.write(str(writes.count))
            return
        _accept(NOW)
    writes.reach()


def _fill() -> None:
    from tests.conftest import person
    from tests.inbox.arrivals import mail

    mail(person("owner@faults.example", "Robin Hale"), "05_interview_person_reply")


def _accept(now: datetime) -> None:
    from inbox.answers import proposed
    from inbox.models import Suggestion
    from inbox.services.answer import accept

    suggestion = Suggestion.objects.get()
    accept(suggestion, proposed(suggestion, suggestion.owner.zone), now=now)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
