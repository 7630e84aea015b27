"""Add many suggestions at once, for imports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.services.base import send_facts_changed
from inbox.models import CalendarLink, IgnoredSender, ReceivedFile, Suggestion
from jobtracker.signals import Happening, tell


@dataclass(frozen=True, slots=True)
class Arrival:
    """An unsaved file without its content, and the suggestion that was read in it."""

    file: ReceivedFile
    suggestion: Suggestion | None


@owner_locked
def add_arrivals(owner: User, arrivals: Iterable[Arrival], *, now: datetime) -> Counter[str]:
    """Add the files whose keys are new, with their suggestions; replan where one holds.

    Their applications have their keys. Returns how many suggestions were added.
    """
    mine = {each.file.key: each for each in arrivals}
    files = owned_by(owner, ReceivedFile).filter(key__in=mine)
    known = set(files.values_list("key", flat=True))
    new = [each for key, each in mine.items() if key not in known]
    ReceivedFile.objects.bulk_create([each.file for each in new], batch_size=500)
    suggestions = [each.suggestion for each in new if each.suggestion]
    Suggestion.objects.bulk_create(suggestions, batch_size=500)
    waiting = [row.pk for row in suggestions if row.state == Suggestion.State.WAITING]
    tell(Happening.SUGGESTION_CREATED, waiting, owner_ids=[owner.pk], now=now)
    holding = (row for row in suggestions if row.holds_until and row.holds_until > now)
    if held := {row.application_id for row in holding if row.application_id}:
        send_facts_changed(owner.pk, held, now, only_holds=True)
    return +Counter(suggestions=len(suggestions))


@owner_locked
def add_event_links(owner: User, rows: Iterable[CalendarLink]) -> None:
    """Add the links whose events are new. Their interviews have their keys."""
    mine = {row.key: row for row in rows}
    known = set(owned_by(owner, CalendarLink).values_list("key", flat=True))
    new = [row for key, row in mine.items() if key not in known]
    CalendarLink.objects.bulk_create(new, batch_size=500)


@owner_locked
def add_ignored_senders(owner: User, rows: Iterable[IgnoredSender]) -> None:
    """Add the senders that are not counted yet."""
    known = set(owned_by(owner, IgnoredSender).values_list("email", flat=True))
    new = [row for row in rows if row.email not in known]
    IgnoredSender.objects.bulk_create(new, batch_size=500)
