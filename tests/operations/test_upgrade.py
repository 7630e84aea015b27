"""A database of an older version is refused in one sentence, and nothing in it is changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from operations.upgrade import OLD_TABLES, TOO_OLD
from scripts.paths import ROOT
from tests.services.ports import free_port

OLD = Path(__file__).with_name("old_database.sql").read_text()
ONLY_THE_FIRST = (
    "DELETE FROM django_migrations WHERE app IN ('applications', 'followups') "
    "AND name NOT LIKE '0001%';"
)


def old_database(folder: Path, more: str = "") -> Path:
    """A database in ``folder`` as the older version made it."""
    file = folder / "db.sqlite3"
    with sqlite3.connect(file) as made:
        made.executescript(OLD + more)
    made.close()
    return file


def all_in(file: Path) -> list[str]:
    with sqlite3.connect(file) as found:
        lines = list(found.iterdump())
    found.close()
    return lines


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATA_DIR": str(folder), "PORT": str(free_port())}
    env.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("more", ["", ONLY_THE_FIRST], ids=["all", "only the first migrations"])
def test_migrate_refuses_it_and_changes_nothing(tmp_path: Path, more: str) -> None:
    file = old_database(tmp_path, more)
    before = all_in(file)
    answer = run(tmp_path, "manage.py", "migrate", "--verbosity", "0")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.strip() == f"CommandError: {TOO_OLD}"
    assert all_in(file) == before


def test_what_make_run_starts_says_only_that_sentence(tmp_path: Path) -> None:
    old_database(tmp_path)
    answer = run(tmp_path, "-m", "scripts.run")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.strip() == TOO_OLD


@pytest.mark.parametrize("table", sorted(OLD_TABLES))
def test_one_of_its_tables_is_enough(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {table} (id integer)")
    with pytest.raises(CommandError, match="older version"):
        call_command("migrate", verbosity=0)


def test_the_tables_of_this_version_are_none_of_those(db: None) -> None:
    tables = connection.introspection.table_names()
    assert "digests_digest" in tables
    assert OLD_TABLES.isdisjoint(tables)
    assert all(f'CREATE TABLE "{table}"' in OLD for table in OLD_TABLES)
