"""Facts that changed are planned at once, or, where that is deferred, once at the end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from followups.planning import replan
from followups.planning.replan import defer_replan
from jobtracker.signals import facts_changed

NOW = datetime(2026, 3, 19, 20, tzinfo=UTC)
Planned = list[tuple[int, Any]]


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> Planned:
    """For whom and for which applications the planner is called."""
    calls: Planned = []

    def called(owner_id: int, application_ids: Any, *, now: datetime, revive: bool) -> None:
        assert now == NOW
        assert revive
        calls.append((owner_id, application_ids))

    monkeypatch.setattr(replan, "replan", called)
    return calls


def change(owner_id: int, *application_ids: int) -> None:
    facts_changed.send(
        sender=None, owner_id=owner_id, application_ids=list(application_ids), now=NOW
    )


def test_a_change_is_planned_at_once(planned: Planned) -> None:
    change(1, 7)
    assert planned == [(1, [7])]


def test_deferred_changes_are_planned_once_for_each_owner_at_the_end(planned: Planned) -> None:
    with defer_replan(now=NOW):
        change(1, 7)
        change(1, 8)
        change(2, 9)
        assert planned == []
    assert sorted(planned) == [(1, None), (2, None)]
    change(1, 7)
    assert len(planned) == 3


def test_where_it_ends_in_an_error_nothing_is_planned(planned: Planned) -> None:
    def broken() -> None:
        with defer_replan(now=NOW):
            change(1, 7)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert planned == []
    change(1, 8)
    assert planned == [(1, [8])]
