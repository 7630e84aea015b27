"""Whole spreadsheets as trackers and people keep them, each with what is read there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from data_exchange.spreadsheet.reading.read import read_sheet

FOLDER = Path(__file__).parent / "sheets"
SHEETS = sorted(path.name for path in FOLDER.iterdir() if not path.name.endswith(".json"))


def rows(content: bytes, zone: str = "Europe/London") -> list[dict[str, Any]]:
    found = read_sheet(content, today=date(2026, 11, 26), zone=ZoneInfo(zone))
    return [row.to_json() for row in found.rows]


@pytest.mark.parametrize("name", SHEETS)
def test_each_row_of_a_sheet(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text())
    found = rows((FOLDER / name).read_bytes())
    keys = list(expected[0])
    assert [{key: row[key] for key in keys} for row in found] == [
        {key: row.get(key) for key in keys} for row in expected
    ]


def test_an_instant_falls_on_the_seeker_s_own_day() -> None:
    text = b"Company,Title,Date Applied\nAcme,Clerk,2026-10-05T23:30:00.000Z\n"
    assert rows(text)[0]["applied_on"] == "2026-10-06"
    assert rows(text, "America/Lima")[0]["applied_on"] == "2026-10-05"


@pytest.mark.parametrize(
    ("zone", "day"), [("America/New_York", "2026-03-04"), ("Europe/Rome", "2026-04-03")]
)
def test_an_order_that_no_date_tells_is_that_of_the_seeker_s_region(zone: str, day: str) -> None:
    assert rows(b"Company,Title,Applied\nAcme,Clerk,03/04/2026\n", zone)[0]["applied_on"] == day


def test_a_date_to_come_is_no_day_of_applying_and_is_kept() -> None:
    (row,) = rows(b"Company,Title,Applied\nAcme,Clerk,2027-03-04\n")
    assert (row["applied_on"], row["stage"]) == (None, "applied")
    assert row["unread"] == [{"column": "Applied", "text": "2027-03-04"}]


def test_what_cannot_be_read_is_told_and_no_row_is_lost() -> None:
    head = b"Company,Title,Applied,Status,Salary,Link,Interest\n"
    row = rows(head + b"Acme,Clerk,8-Jul,Suspected Ghost Job,competitive,my desk,lots\n,,,,,,5\n")
    assert [each["text"] for each in row[0]["unread"]] == [
        "8-Jul", "Suspected Ghost Job", "competitive", "my desk", "lots",
    ]  # fmt: skip
    assert (row[1]["company"], row[1]["title"], row[1]["stage"]) == (None, None, "saved")


def test_our_own_guards_against_formulas_are_taken_off() -> None:
    (row,) = rows(b"Job title,Company,Notes\n'=SUM(A1),'@evil,'quoted'\n")
    assert (row["title"], row["company"], row["notes"]) == ("=SUM(A1)", "@evil", "'quoted'")


def test_a_stage_that_is_not_known_is_named_once() -> None:
    text = b"Company,Title,Status\nA,B,Limbo\nC,D,Limbo\nE,F,Rejected\n"
    found = read_sheet(text, today=date(2026, 11, 26), zone=ZoneInfo("UTC"))
    assert found.unknown_stages == ("Limbo",)
