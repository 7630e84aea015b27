"""`python -m tests.faults.arrive STRIDE`: kill -9 of who stores and reads mails, in a database.

A seeker's mails arrive by several ways at once, in a process that is killed before or after its
n-th statement, for every STRIDE-th n until one lives to its end. Then they arrive again, as
providers and mailboxes do, and the beat reads what waits. Prints what every seeker has then.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import django

if TYPE_CHECKING:
    from accounts.models import User

SAMPLES = Path(__file__).parents[1] / "inbox" / "samples"
FILES = (
    "eml/01_confirmation_greenhouse.eml",
    "eml/05_interview_person_reply.eml",
    "ics/01_google_request_utc.ics",
)
WAYS = ("upload", "address", "mailbox")
BEFORE, AFTER = "before", "after"
UNHARMED, KILLED = 0, -signal.SIGKILL


def main(stride: int) -> None:
    """Kill them one after the other, and print what is left of each."""
    django.setup()
    from django.utils import timezone

    now = timezone.now().replace(microsecond=0)
    told = [{"ended": UNHARMED, "point": 0, "moment": BEFORE, **_unharmed(now)}]
    for moment in (BEFORE, AFTER):
        told += _killed(moment, stride, now)
    sys.stdout.write(json.dumps(told))


def _unharmed(now: datetime) -> dict[str, Any]:
    owner = _seeker(now)
    assert _in_a_process(partial(_arrive, owner, WAYS, now)) == UNHARMED
    return _left(owner)


def _killed(moment: str, stride: int, now: datetime) -> Iterator[dict[str, Any]]:
    point, ended = 1, KILLED
    while ended == KILLED:
        owner = _seeker(now)
        ended = _in_a_process(partial(_arrive, owner, WAYS, now), point, moment)
        again = partial(_arrive, owner, WAYS[::-1], now + timedelta(minutes=1))
        assert _in_a_process(again) == UNHARMED
        yield {"ended": ended, "point": point, "moment": moment, **_left(owner)}
        point += stride


def _in_a_process(act: Callable[[], None], point: int = 0, moment: str = BEFORE) -> int:
    """Run it in a process of its own, which is killed there; how that has ended."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with ExitStack() as stack:
        # A child that fails must never go on as its parent.
        stack.callback(os._exit, 1)
        if point:
            from django.db import connection

            stack.enter_context(connection.execute_wrapper(_Killer(point, moment)))
        act()
        os._exit(UNHARMED)
    return 1


class _Killer:
    """Kills the process before or after the database has run that many statements."""

    def __init__(self, point: int, moment: str) -> None:
        self.left, self.moment = point, moment

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.left -= 1
        if not self.left and self.moment == BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        done = execute(*arguments)
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return done


def _seeker(now: datetime) -> "User":
    """Somebody new, who has applied where the first mail is from."""
    from accounts.models import User
    from applications import services

    name = uuid4().hex
    owner = User.objects.create_user(f"{name}@faults.example", time_zone="Europe/London")
    services.add_application(
        owner,
        token=uuid4(),
        company="Kestrel Analytics",
        fields={"title": "Data Engineer"},
        applied_at=now - timedelta(days=15),
        now=now,
    )
    return owner


def _arrive(owner: "User", ways: tuple[str, ...], now: datetime) -> None:
    """Each file by each way, and then the beat."""
    from inbox.services.pending import read_waiting
    from inbox.services.receive import receive

    for name in FILES:
        for way in ways:
            receive(owner, (SAMPLES / name).read_bytes(), way=way, now=now)
    read_waiting(now)


def _left(owner: "User") -> dict[str, Any]:
    """What is known of somebody's files and suggestions, and what is planned for them."""
    from django.db import connections

    from followups.models import Reminder
    from inbox.models import ReceivedFile, Suggestion

    files = ReceivedFile.objects.filter(owner=owner)
    suggestions = Suggestion.objects.filter(owner=owner).order_by("file__key")
    reminders = Reminder.objects.filter(owner=owner).order_by("rule", "due_at")
    found = {
        "files": sorted(files.values_list("key", flat=True)),
        "unread": files.filter(read_at=None).count(),
        "empty": files.filter(content=None).count(),
        "suggestions": list(
            suggestions.values_list(
                "file__key", "kind", "state", "matched_by", "application__company__name"
            )
        ),
        "reminders": list(reminders.values_list("rule", "state", "set_aside")),
    }
    connections.close_all()
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
