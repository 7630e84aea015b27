"""Whether an open Today page still says what is so, told by a mark of what it shows."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b

from accounts.models import User
from followups.cards import Card, HeldBackItem
from followups.today import Today

BYTES = 12
NEW = "new"
"""The mark of the welcome, which says the same to everybody."""


def today_etag(user: User, page: Today, now: datetime) -> str:
    """A mark of everything that ``page`` shows ``user`` at ``now``; another page has another.

    Moments are shown by how far away they are, too: so a page is another one every hour.
    """
    if page.is_new:
        return NEW
    hour = now.astimezone(user.zone).replace(minute=0, second=0, microsecond=0)
    said: list[object] = [hour.isoformat(), *page.talks]
    for group in (page.overdue, page.now, page.coming, page.optional, page.later):
        said += [group.kind.name, group.more, *map(_card, group.cards)]
    said += [page.more_waiting, *map(_rest, page.yours), *map(_rest, page.waiting)]
    return blake2b(repr(said).encode(), digest_size=BYTES).hexdigest()


def _card(card: Card) -> tuple[object, ...]:
    return tuple(_of_card(card))


def _of_card(card: Card) -> Iterator[object]:
    row = card.row
    yield from (card.id, card.title, card.reason, card.is_overdue, card.is_coming)
    yield from (row.opens_at, row.due_at, row.snoozed_until, row.optional, row.rule)
    yield from (card.job, card.company)


def _rest(rest: HeldBackItem) -> tuple[object, ...]:
    return (rest.row.application_id, rest.name, rest.title, rest.reason)
