"""Read the files that wait to be read, each in a transaction of its own."""

import logging
from collections import Counter
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import InterfaceError, OperationalError

from accounts.locking import owner_locked
from inbox.models import ReceivedFile, Suggestion
from inbox.services.suggest import suggest
from jobtracker.time_limit import too_long

AT_ONCE = 500
"""How many files a beat reads; the others wait for the next one."""

logger = logging.getLogger(__name__)


def read_waiting(now: datetime) -> Counter[str]:
    """Read what was stored and not read yet; a process that died reading left it so."""
    counts: Counter[str] = Counter()
    waiting = ReceivedFile.objects.filter(read_at=None).order_by("arrived_at", "pk")
    for key in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        file = ReceivedFile.objects.filter(pk=key, read_at=None).first()
        if file is not None:
            suggestion = read_now(file, now=now)
            counts["mails_read" if suggestion else "mails_without_a_suggestion"] += 1
    return counts


def read_now(file: ReceivedFile, *, now: datetime) -> Suggestion | None:
    """Return what is suggested by a file; None, and never again, where reading it fails."""
    try:
        return suggest(file, now=now)
    except (OperationalError, InterfaceError, too_long()):
        raise
    except ObjectDoesNotExist:
        return None  # The account was deleted meanwhile.
    except Exception:
        logger.exception("received file %s can't be read", file.pk)
        give_up(file, now=now)
        return None


@owner_locked
def give_up(file: ReceivedFile, *, now: datetime) -> None:
    """Count a file as read, although nothing could be read in it."""
    ReceivedFile.objects.filter(pk=file.pk, read_at=None).update(read_at=now)
