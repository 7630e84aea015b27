"""Rows that cannot be told: left out one by one, so that none costs a person all the others."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, transaction
from django.db.models import F

from digests.models import RowsLeftOut

logger = logging.getLogger(__name__)


class Named(Protocol):
    """A row that says in the log which one it is."""

    @property
    def named(self) -> str:
        """What kind of row, and its key."""


Row = TypeVar("Row", bound=Named)
Told = TypeVar("Told")


def told(
    rows: list[Row], tell: Callable[[Row], Told], now: datetime, most: int | None = None
) -> list[Told]:
    """What ``tell`` makes of the first ``most`` rows, or of all.

    Those at which it fails are taken out of ``rows``, logged, and counted for operators.
    """
    done: list[Told] = []
    odd: list[Row] = []
    for row in rows:
        if most is not None and len(done) >= most:
            break
        try:
            done.append(tell(row))
        except (SoftTimeLimitExceeded, DatabaseError):
            raise
        except Exception:
            logger.exception("left out as it cannot be told: %s", row.named)
            odd.append(row)
    if odd:
        _take_out(rows, odd, now)
    return done


def _take_out(rows: list[Row], odd: Sequence[Row], now: datetime) -> None:
    gone = {id(row) for row in odd}
    rows[:] = [row for row in rows if id(row) not in gone]
    count_left_out(len(odd))


def count_left_out(rows: int) -> None:
    """Add to the rows that had to be left out, in whichever process that was."""
    with transaction.atomic():
        RowsLeftOut.objects.get_or_create(pk=1)
        RowsLeftOut.objects.filter(pk=1).update(total=F("total") + rows)


def rows_left_out() -> int:
    """How many rows have been left out in all."""
    return RowsLeftOut.objects.values_list("total", flat=True).first() or 0
