"""Files that are dropped and texts that are pasted: stored and read at once, each by itself."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from accounts.models import User
from inbox.keys import digest
from inbox.models import ReceivedFile, Suggestion
from inbox.reading.bounds import MAX_BYTES
from inbox.reading.calendar_parts import is_calendar
from inbox.reading.findings import TooMany, Unreadable
from inbox.reading.pasted import as_mail, is_outlook_file, is_source, split_mails, written_at
from inbox.room import has_room
from inbox.services.pending import read_now
from inbox.services.receive import receive
from jobtracker.time_limit import too_long

MAX_FILES = 50
WAY = ReceivedFile.Way.UPLOAD

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """What became of files and texts: how many of each, and why some were refused."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def add_all(owner: User, named: Iterable[tuple[str, bytes]], *, now: datetime) -> Outcome:
    """Store and read files by name; one that is refused keeps no other out.

    What was written first is read first, so that no mail is news after one that answers it.
    """
    outcome = Outcome()
    pieces = list(_pieces(owner, named, outcome))
    for name, content in sorted(pieces, key=lambda each: written_at(each[1]) or now):
        try:
            _add(owner, content, outcome, now)
        except TooMany:
            text = _(
                "“%(name)s” holds more than 100 mails or events. Save a part of them, and add that."
            )
            outcome.problems.append(text % {"name": name})
        except Unreadable as error:
            _refuse(owner, name, content, outcome, error)
        except _FullError:
            outcome.problems.append(_("That's enough for one day. Add the others tomorrow."))
            break
        except (OperationalError, InterfaceError, too_long()):
            raise
        except Exception:
            logger.exception("a file of user %s is left out", owner.pk)
            outcome.problems.append(problem_of(name, content))
    return outcome


def pasted(text: str, owner: User, now: datetime) -> bytes:
    """Return a pasted text as a calendar file or a mail."""
    raw = text.strip().encode("utf-8", "replace")
    if is_calendar(raw) or is_source(text):
        return raw
    key = digest(" ".join(text.split()))
    return as_mail(text.strip(), date=format_datetime(now.astimezone(owner.zone)), key=key)


class _FullError(Exception):
    """No more is taken today."""


def _pieces(
    owner: User, named: Iterable[tuple[str, bytes]], outcome: Outcome
) -> Iterator[tuple[str, bytes]]:
    """Return files by name; of a file of several mails, each mail."""
    for name, content in named:
        try:
            yield from ((name, piece) for piece in _mails(content))
        except Unreadable as error:
            _refuse(owner, name, content, outcome, error)


def _mails(content: bytes) -> list[bytes]:
    if len(content) > MAX_BYTES or is_outlook_file(content):
        raise Unreadable("too large, or Outlook's own form")
    return split_mails(content if is_calendar(content) else content.lstrip())


def _refuse(owner: User, name: str, content: bytes, outcome: Outcome, error: Unreadable) -> None:
    """Tell why a file was refused; of several mails in one file, once."""
    logger.info("a file of user %s is refused: %s", owner.pk, error)
    problem = problem_of(name, content)
    if problem not in outcome.problems:
        outcome.problems.append(problem)


def _add(owner: User, content: bytes, outcome: Outcome, now: datetime) -> None:
    if not has_room(owner, WAY, now):
        raise _FullError
    for receipt in receive(owner, content, way=WAY, now=now):
        suggestion = read_now(receipt.file, now=now) if receipt.is_new else None
        outcome.counts[_became(suggestion) if receipt.is_new else "known"] += 1


def _became(suggestion: Suggestion | None) -> str:
    if suggestion is None:
        return "unread"
    if suggestion.state == Suggestion.State.WAITING:
        return "suggested"
    return suggestion.finding.get("aside") or "ignored"


def problem_of(name: str, content: bytes) -> str:
    """Return why a file, or without a name, what was pasted, is refused."""
    if len(content) > MAX_BYTES:
        text = _("“%(name)s” is larger than 10 MB.")
    elif is_outlook_file(content) or name.lower().endswith(".msg"):
        text = _(
            "Only Outlook can read “%(name)s”. Open it there, choose File, Save as, and the type"
            " .eml; or forward the email instead."
        )
    elif not name:
        return _("What you pasted isn't an email or a calendar file.")
    else:
        text = _("“%(name)s” isn't an email (.eml) or a calendar file (.ics).")
    return text % {"name": name}
