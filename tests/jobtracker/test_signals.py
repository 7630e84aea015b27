"""Facts that changed are told at once, or, where they are gathered, once at the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from jobtracker.signals import defer_facts_changed, facts_changed

NOW = datetime(2026, 3, 19, 20, tzinfo=UTC)
Told = list[tuple[int, Any]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What is heard; nobody else listens meanwhile."""
    heard: Told = []

    def listen(sender: object, *, owner_id: int, application_ids: Any, **more: Any) -> None:
        heard.append((owner_id, application_ids))

    others, facts_changed.receivers = facts_changed.receivers, []
    facts_changed.sender_receivers_cache.clear()
    facts_changed.connect(listen, weak=False)
    yield heard
    facts_changed.receivers = others
    facts_changed.sender_receivers_cache.clear()


def change(owner_id: int, *application_ids: int) -> None:
    facts_changed.send(
        sender=None, owner_id=owner_id, application_ids=list(application_ids), now=NOW
    )


def test_a_change_is_told_at_once(told: Told) -> None:
    change(1, 7)
    assert told == [(1, [7])]


def test_gathered_changes_are_told_once_for_each_owner_at_the_end(told: Told) -> None:
    with defer_facts_changed(now=NOW):
        change(1, 7)
        change(1, 8)
        change(2, 9)
        assert told == []
    assert sorted(told) == [(1, None), (2, None)]
    change(1, 7)
    assert len(told) == 3


def test_where_it_ends_in_an_error_nothing_is_told(told: Told) -> None:
    def broken() -> None:
        with defer_facts_changed(now=NOW):
            change(1, 7)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert told == []
    change(1, 8)
    assert told == [(1, [8])]
