"""Every measurement is run, and one that fails is told by the exit status."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from bench import run
from scripts.paths import ROOT

MEASUREMENTS = ["digests", "due", "imports", "load", "pages", "planning", "plans", "readers"]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be run, after Python and its `-m`; the one called due fails."""
    commands: list[list[str]] = []

    def note(command: list[str], check: bool) -> SimpleNamespace:
        commands.append(command[2:])
        return SimpleNamespace(returncode=int("bench.due" in command))

    monkeypatch.setattr(subprocess, "run", note)
    return commands


def test_all_are_found() -> None:
    assert run.benchmarks() == MEASUREMENTS


def test_one_that_fails_stops_no_other_and_is_told(
    started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main([]) == 1
    assert started == [[f"bench.{name}"] for name in MEASUREMENTS]
    assert capsys.readouterr().err == "Not measured: due\n"


def test_the_small_ones_are_asked_for(started: list[list[str]]) -> None:
    assert run.main(["--small", "plans", "pages"]) == 0
    assert started == [["bench.plans", "--small"], ["bench.pages", "--small"]]


@pytest.mark.parametrize("name", ["planing", "database", "--tiny"])
def test_what_is_no_measurement_is_refused(name: str, started: list[list[str]]) -> None:
    assert run.main(["plans", name]) == 2
    assert started == []


def test_a_small_one_is_small() -> None:
    command = [sys.executable, "-m", "bench.run", "--small", "plans"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert "(30 in " in done.stdout
    assert "aim" not in done.stdout
