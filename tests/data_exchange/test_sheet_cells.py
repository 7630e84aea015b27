"""What people write in the cells of a spreadsheet."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from data_exchange.spreadsheet.reading import cells
from data_exchange.spreadsheet.reading.cells import DayRules
from data_exchange.spreadsheet.reading.heads import guess
from data_exchange.spreadsheet.reading.stages import STAGES, read_stage

RULES = DayRules("dmy", UTC, date(2026, 11, 26))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-04T10:00:00", (date(2026, 3, 4), True)),
        ("04/03/2026", (date(2026, 3, 4), True)),
        ("11/3/26, 9:42 AM", (date(2026, 3, 11), True)),
        ("Wed, 4 March 2026 at 14:00 GMT", (date(2026, 3, 4), True)),
        ("46302", (date(2026, 10, 7), True)),
        ("8/3/2026 and 9/9/2026", (date(2026, 3, 8), False)),
        ("4 March 2026 (phone)", (date(2026, 3, 4), False)),
        ("8-Jul", (None, False)),
        ("soon", (None, False)),
        ("1" * 5_000, (None, False)),
    ],
)
def test_days(text: str, meant: tuple[date | None, bool]) -> None:
    assert cells.read_day(text, RULES) == meant


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "25/12/2025"], "dmy"),
        (["03/04/2026", "12/25/2025"], "mdy"),
        (["12/11/2026"], "dmy"),
        (["11/12/2026"], "mdy"),
        (["2026-12-25", "4 Mar 2026", ""], "dmy"),
        (["²/12/2026", "1/" + "1" * 5000, "12/25/2026"], "mdy"),
        ([], "dmy"),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_file(texts: list[str], order: str) -> None:
    assert cells.guess_order(texts, RULES) == order


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Applied", "applied"),
        ("REFERENCE_CHECK", "reference_check"),
        ("1st Interview", "interviewing"),
        ("2. Interview", "interviewing"),
        ("ghosted 👻", "no_response"),
        ("Rejection :(", "rejected"),
        ("reeejected", "rejected"),
        ("Rejected (by mail)", "rejected"),
        ("Not started", "saved"),
        ("À envoyer", "saved"),
        ("Vorstellungsgespräch", "interviewing"),
        ("Absage", "rejected"),
        ("Zusage", "accepted"),
        ("Rechazada", "rejected"),
        ("Uitgenodigd voor gesprek", "interviewing"),
        ("not rejected yet", None),
        ("Suspected Ghost Job", None),
        ("Limbo", None),
        ("", None),
    ],
)
def test_stages(text: str, stage: str | None) -> None:
    assert read_stage(text) == stage


def test_no_name_means_two_stages() -> None:
    names = [name for words in STAGES.values() for name in words.split("|")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("see https://a.example/x.", "https://a.example/x"),
        ("a.example/jobs/1", "https://a.example/jobs/1"),
        ("[Job](https://a.example/x)", "https://a.example/x"),
        ("javascript:alert(1)", None),
        ("ana@a.example", None),
        ("my desk", None),
        ("http://[", None),
    ],
)
def test_links(text: str, link: str | None) -> None:
    assert cells.read_link(text) == link


@pytest.mark.parametrize(
    ("text", "interest"),
    [("4", 4), ("4/5", 4), ("★★★", 3), ("⭐⭐⭐⭐", 4), ("High", 5), ("6", None), ("lots", None)],
)
def test_interest(text: str, interest: int | None) -> None:
    assert cells.read_interest(text) == interest


@pytest.mark.parametrize(
    ("text", "place"),
    [("On-site", "on_site"), ("Remote", "remote"), ("yes", "remote"), ("moon", None)],
)
def test_place_of_work(text: str, place: str | None) -> None:
    assert cells.read_place(text) == place


@pytest.mark.parametrize("text", ["n/a", "null", "-", "—", "N/A", " ", "#N/A"])
def test_what_says_nothing_is_empty(text: str) -> None:
    assert cells.cell_text(text) == ""


def test_columns_are_known_by_their_heads_none_twice() -> None:
    heads = ["Name of Company", "Position Applied For", "Date_Submitted", "Application Status",
             "Contact Email", "Whatever"]  # fmt: skip
    assert guess(heads) == {"company": 0, "title": 1, "applied_on": 2, "stage": 3}
    assert guess(["Title", "Title"]) == {"title": 0}
    assert guess(["Date de candidature", "Nom de l’entreprise", "Intitulé du poste"]) == {
        "applied_on": 0, "company": 1, "title": 2,
    }  # fmt: skip
