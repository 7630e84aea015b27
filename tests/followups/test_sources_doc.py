"""docs/sources.md speaks of every piece of advice, and only of what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.catalogue.sources import PLACES, SOURCES
from followups.timing.policy.make import FIELDS, NAMED

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "sources.md").read_text()
ADVICE = {"S0": 21, "S1": 19, "S2": 16, "S3": 11, "S4": 9}
"""How many pieces of advice each document gives, read sentence by sentence."""

CODE = re.compile(r"`([^`]+)`")
CITATION = re.compile(r"[A-Z]\d:[a-z-]+")
NUMBERED = re.compile(r"^\| (\d+) \|(.+)\|$", re.MULTILINE)
NAMES = {*RULES, *GUARDS, *FIELDS}


def chapters() -> dict[str, str]:
    """Return the chapters, by the first word of their titles."""
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    return {part.partition(":")[0][:2]: part for part in parts}


def in_code() -> set[str]:
    return set(CODE.findall(PAGE)) - {"SOURCE:place", "/rules/"}


@pytest.mark.parametrize("source", ADVICE)
def test_each_piece_of_advice_has_its_row(source: str) -> None:
    rows = NUMBERED.findall(chapters()[source])
    assert [int(number) for number, _rest in rows] == list(range(1, ADVICE[source] + 1))
    for _number, rest in rows:
        advice, _cited, where = (cell.strip() for cell in rest.split("|"))
        assert advice
        assert CODE.search(where) or "Not built: " in where or "as S3, 8" in where


def test_there_are_seventy_six() -> None:
    assert len(NUMBERED.findall(PAGE)) == sum(ADVICE.values()) == 76


def test_each_file_named_is_there() -> None:
    paths = [name for name in in_code() if "/" in name]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_all_else_in_code_is_a_citation_or_a_name_of_the_catalogue() -> None:
    names = {name for name in in_code() if "/" not in name}
    citations = {name for name in names if CITATION.fullmatch(name)}
    assert citations == set(PLACES), "each place is cited by a row, and no other"
    assert names - citations <= NAMES


def test_each_rule_of_the_catalogue_serves_some_advice() -> None:
    assert set(RULES) - in_code() == set()


def test_each_page_and_policy_is_named_as_in_the_catalogue() -> None:
    for source in SOURCES.values():
        if source.id.startswith("W"):
            assert f"| {source.id}, " in PAGE
    named = set(re.findall(r"[Pp]olicy \*([^*]+)\*", PAGE))
    assert named <= {each.title for each in NAMED.values()}
    assert named
