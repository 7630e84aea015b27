"""The Makefile: every target is exercised, and those that no step of `.ci/run` names are, here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import ci
from scripts.paths import ROOT

TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
STEPS = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(ci.STEPS.values())))


def make(*words: str, folder: Path = ROOT) -> str:
    """What a make of its own says; it knows of none that these tests may run in."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_every_target_is_a_step_or_covered_by_something_else() -> None:
    assert STEPS | set(ci.COVERED) == TARGETS
    assert not STEPS & set(ci.COVERED)


@pytest.mark.parametrize("target", sorted(ci.COVERED))
def test_what_covers_a_target_is_there_and_names_it(target: str) -> None:
    file = ROOT / re.split("[,;]", ci.COVERED[target])[0]
    assert f'"{target}"' in file.read_text()


def test_every_target_is_listed_by_help() -> None:
    listed = set(re.findall(r"^  make ([a-z-]+) ", make("help"), re.MULTILINE))
    assert listed == TARGETS
    assert make() == make("help")


@pytest.mark.parametrize("target", ["test-fast", "test-services", "test-browser"])
def test_a_suite_of_its_own_is_one_that_make_test_runs(target: str) -> None:
    suite = target.removeprefix("test-")
    alone, whole = make("-n", target, "ARGS=-k thanks"), make("-n", "test")
    assert f"scripts.test_suites {suite} -- -k thanks" in alone
    assert suite in whole.partition("scripts.test_suites ")[2].split()


def test_clean_leaves_what_is_a_person_s_own(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    made, own = (".venv", "node_modules", "static/vendor"), (".data", "static/css", ".env")
    for name in (*made, *own):
        (tmp_path / name / "inside").mkdir(parents=True)
    make("clean", folder=tmp_path)
    assert [name for name in (*made, *own) if (tmp_path / name).exists()] == [*own]
