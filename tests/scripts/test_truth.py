"""`make truth`: how many random searches are told, and from which on."""

from __future__ import annotations

import os

import pytest

from scripts import test_suites, truth


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What the suite is asked for; none is run."""
    told: list[tuple[str, str, str]] = []

    def run(suite: str, chosen: list[str]) -> int:
        assert chosen[-1] == "tests/truth"
        told.append((suite, os.environ["TRUTH_STORIES"], os.environ["TRUTH_FROM"]))
        return 3

    monkeypatch.setattr(test_suites, "run", run)
    monkeypatch.setattr(test_suites, "listen", lambda: None)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    return told


@pytest.mark.parametrize(
    ("arguments", "stories", "first"),
    [([], "2000", "0"), (["20"], "20", "0"), (["20", "5000"], "20", "5000")],
)
def test_two_thousand_from_the_first_unless_told(
    told: list[tuple[str, str, str]], arguments: list[str], stories: str, first: str
) -> None:
    assert truth.main(arguments) == 3
    assert told == [("fast", stories, first)]


@pytest.mark.parametrize("arguments", [["many"], ["-3"], ["1", "2", "3"], ["0"]])
def test_anything_else_is_refused(told: list[tuple[str, str, str]], arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        truth.main(arguments)
    assert told == []
