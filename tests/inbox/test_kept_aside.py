"""The mail reader on mails that neither its phrases nor its examples were written for."""

from __future__ import annotations

import pytest

from tests.inbox.confusion import Table, kept_aside, unseen


@pytest.fixture(scope="module", params=[(kept_aside, 0.95), (unseen, 0.85)], ids=["own", "others"])
def measured(request: pytest.FixtureRequest) -> tuple[Table, float]:
    read, least = request.param
    return read(), least


def test_their_kinds_are_read_well_enough(measured: tuple[Table, float]) -> None:
    table, least = measured
    assert table.right >= least * table.mails, list(table.lines())


def test_hardly_an_outcome_is_claimed_wrongly(measured: tuple[Table, float]) -> None:
    table, _ = measured
    assert table.outcomes_claimed_wrongly <= table.mails // 50, list(table.lines())


@pytest.mark.parametrize("name", ["company", "dates"])
def test_what_else_they_say_is_read_well_enough(measured: tuple[Table, float], name: str) -> None:
    table, least = measured
    assert table.share(name) >= least - 0.05, list(table.lines())
