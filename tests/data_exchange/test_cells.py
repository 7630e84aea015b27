"""What people write in the cells of a spreadsheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from applications.models import Stage
from data_exchange.errors import FieldError
from data_exchange.spreadsheet import cells


@pytest.mark.parametrize(
    ("text", "order", "meant"),
    [
        ("2026-03-04", "dmy", date(2026, 3, 4)),
        ("2026/03/04", "mdy", date(2026, 3, 4)),
        ("2026-03-04T10:00:00", "dmy", date(2026, 3, 4)),
        ("04/03/2026", "dmy", date(2026, 3, 4)),
        ("04/03/2026", "mdy", date(2026, 4, 3)),
        ("4.3.26", "dmy", date(2026, 3, 4)),
        ("4-3-2026", "dmy", date(2026, 3, 4)),
        ("4 Mar 2026", "mdy", date(2026, 3, 4)),
        ("March 4, 2026", "dmy", date(2026, 3, 4)),
        ("4-Mar-2026", "dmy", date(2026, 3, 4)),
        ("29/02/2028", "dmy", date(2028, 2, 29)),
    ],
)
def test_dates(text: str, order: str, meant: date) -> None:
    assert cells.day(text, order) == meant


@pytest.mark.parametrize("text", ["31/31/2026", "29/02/2026", "soon", "1/1/1800", "2026", "-"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(FieldError, match="is not a date"):
        cells.day(text, "dmy")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "25/12/2026"], "dmy"),
        (["03/04/2026", "12/25/2026"], "mdy"),
        (["03/04/2026"], "dmy"),
        (["2026-12-25", "4 Mar 2026", ""], "dmy"),
        (["²/12/2026", "1/" + "1" * 5000, "12/25/2026"], "mdy"),
        ([], "dmy"),
    ],
)
def test_the_order_of_dates_is_guessed_from_those_that_read_one_way_only(
    texts: list[str], order: str
) -> None:
    assert cells.guess_order(texts) == order


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Applied", Stage.APPLIED),
        ("reference check", Stage.REFERENCE_CHECK),
        ("REFERENCE_CHECK", Stage.REFERENCE_CHECK),
        ("Interview", Stage.INTERVIEWING),
        ("ghosted", Stage.NO_RESPONSE),
        (" Hired ", Stage.ACCEPTED),
        ("no response", Stage.NO_RESPONSE),
    ],
)
def test_stages(text: str, stage: Stage) -> None:
    assert cells.stage(text) == stage


def test_an_unknown_stage_is_told_the_known_ones() -> None:
    with pytest.raises(FieldError, match=r"“Limbo” is no stage\. The stages: Saved, Applied"):
        cells.stage("Limbo")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("55000", "55000"), ("£55,000", "55000"), ("55k", "55000"), ("$ 55 000.00", "55000")),
        *(("62K", "62000"), ("15.50", "15.5"), ("15,5", "15.5"), ("55.000,25", "55000.25")),
        *(
            ("1.5k", "1500"),
            ("1.000", "1000"),
            ("0", "0"),
            ("9999999999999.99", "9999999999999.99"),
        ),
    ],
)
def test_money(text: str, amount: str) -> None:
    assert cells.money(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["a lot", "50-60k", "", ".", "9" * 14, "9" * 13 + "k", "9" * 5000])
def test_what_is_no_money(text: str) -> None:
    with pytest.raises(FieldError, match="not an amount"):
        cells.money(text)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("interest", "4", 4),
        ("place", "On-site", "on_site"),
        ("place", "Remote", "remote"),
        ("pay_currency", "£", "GBP"),
        ("pay_currency", "eur", "EUR"),
        ("posting_url", "https://a.example/x", "https://a.example/x"),
        ("tags", "dream; data, ,x", ("dream", "data", "x")),
        ("title", " Analyst ", "Analyst"),
    ],
)
def test_cells(name: str, text: str, value: object) -> None:
    assert cells.CELLS[name](text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("interest", "6"),
        ("place", "moon"),
        ("pay_currency", "pounds"),
        ("posting_url", "javascript:alert(1)"),
        ("title", "x" * 201),
        ("notes", "a\x00b"),
        ("tags", "x" * 41),
    ],
)
def test_cells_that_do_not_fit(name: str, text: str) -> None:
    with pytest.raises(FieldError):
        cells.CELLS[name](text)
