"""What a mutation run left is counted right."""

import json
from pathlib import Path

import pytest

from scripts.mutation_score import main, results


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mutants" / "followups"
    folder.mkdir(parents=True)
    codes = {"a": 1, "b": 1, "c": 0, "d": 33, "e": 36, "f": None, "g": -11}
    (folder / "chain.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    return tmp_path / "mutants"


def test_every_mutant_is_found(run: Path) -> None:
    assert len(results(run)) == 7


@pytest.mark.usefixtures("run")
def test_the_score_and_each_survivor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    out = capsys.readouterr().out

    assert "survived: c\n" in out
    assert "no tests: d\n" in out
    assert "1 more were not asked for.\n" in out
    assert "killed: " not in out.replace("of 6 killed: ", "")
    assert "4 of 6 killed: 66.7 %" in out


def test_nothing_run_is_no_score_and_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main() == 1

    assert capsys.readouterr().out.startswith("0 of 0 killed: 0.0 %")
