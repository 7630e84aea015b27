"""ETag for the Today page, so that an open page can poll for changes."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b

from accounts.models import User
from followups.cards import Card, HeldBackItem
from followups.today import Today

BYTES = 12
NEW = "new"
"""The ETag of the welcome page, which is the same for everyone."""


def today_etag(user: User, page: Today, now: datetime) -> str:
    """Return the ETag of ``page`` for ``user`` at ``now``.

    Changes every hour, because the page also says how far away times are.
    """
    if page.is_new:
        return NEW
    hour = now.astimezone(user.zone).replace(minute=0, second=0, microsecond=0)
    shown: list[object] = [hour.isoformat(), user.resting_until, page.inbox, *page.interviews]
    for group in (
        page.overdue,
        page.now,
        page.coming,
        page.optional,
        page.catch_up,
        page.later,
    ):
        shown += [group.kind.name, group.more, *map(_card, group.cards)]
    shown += [page.more_waiting, *map(_waiting, page.yours), *map(_waiting, page.waiting)]
    return blake2b(repr(shown).encode(), digest_size=BYTES).hexdigest()


def _card(card: Card) -> tuple[object, ...]:
    return tuple(_card_parts(card))


def _card_parts(card: Card) -> Iterator[object]:
    row = card.row
    yield from (card.id, card.title, card.reason, card.is_overdue, card.is_coming)
    yield from (row.opens_at, row.due_at, row.snoozed_until, row.optional, row.rule)
    yield row.catch_up
    yield from (card.job, card.company)


def _waiting(item: HeldBackItem) -> tuple[object, ...]:
    return (item.row.application_id, item.name, item.title, item.reason)
