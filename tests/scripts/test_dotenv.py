"""The `.env` that the set-up makes."""

from __future__ import annotations

import stat
from pathlib import Path

import environ
import pytest

from jobtracker.checks import MIN_SECRET_LENGTH
from scripts import dotenv


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_a_new_one_debugs_and_has_a_strong_secret(file: Path) -> None:
    dotenv.ensure(file)
    found = dotenv.read(file)
    assert found["DEBUG"] == "true"
    assert len(found["SECRET_KEY"]) >= MIN_SECRET_LENGTH


def test_nobody_else_can_read_it(file: Path) -> None:
    dotenv.ensure(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_machines_get_two_secrets(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    dotenv.ensure(file)
    dotenv.ensure(other)
    assert dotenv.read(file)["SECRET_KEY"] != dotenv.read(other)["SECRET_KEY"]


def test_a_second_time_it_stays_as_it_is(file: Path) -> None:
    dotenv.ensure(file)
    before = file.read_text()
    dotenv.ensure(file)
    assert file.read_text() == before


def test_a_person_s_own_lines_stay(file: Path) -> None:
    file.write_text("# mine\nDEBUG=false\nPORT=9000")
    dotenv.ensure(file)
    lines = file.read_text().splitlines()
    assert lines[:3] == ["# mine", "DEBUG=false", "PORT=9000"]
    assert lines[3].startswith("SECRET_KEY=")


@pytest.mark.parametrize("line", ["SECRET_KEY=chosen", "export SECRET_KEY=chosen"])
def test_a_person_s_own_secret_stays(file: Path, line: str) -> None:
    file.write_text(f"{line}\n")
    dotenv.ensure(file)
    assert file.read_text() == f"{line}\n"


@pytest.mark.parametrize("line", ["SECRET_KEY=", "# SECRET_KEY=example", "OTHER_SECRET_KEY=x"])
def test_an_empty_or_other_line_is_no_secret(file: Path, line: str) -> None:
    file.write_text(f"{line}\n")
    dotenv.ensure(file)
    assert len(dotenv.read(file)["SECRET_KEY"]) >= MIN_SECRET_LENGTH


def test_the_settings_read_what_was_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY")
    dotenv.ensure(file)
    environ.Env.read_env(str(file))
    assert environ.Env()("SECRET_KEY") == dotenv.read(file)["SECRET_KEY"]


def test_no_file_has_no_variables(file: Path) -> None:
    assert dotenv.read(file) == {}
