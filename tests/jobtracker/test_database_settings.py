"""What is told to PostgreSQL on connecting, with and without a pooler in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from scripts.paths import ROOT

READ = """
import json
from jobtracker.settings import DATABASES
print(json.dumps(DATABASES["default"]))
"""
URL = "postgres://user@host:5432/jobtracker"


def database(**environment: str) -> dict[str, Any]:
    """The settings of the database in another process."""
    known = {"PATH": os.environ["PATH"], "READ_DOT_ENV": "false", "DATABASE_URL": URL}
    told = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        env=known | environment,
        capture_output=True,
        check=True,
    )
    return dict(json.loads(told.stdout))


@pytest.mark.parametrize(
    ("seconds", "options"),
    [({}, "-c lock_timeout=10s"), ({"LOCK_TIMEOUT_SECONDS": "3"}, "-c lock_timeout=3s")],
)
def test_no_lock_is_waited_for_without_end(seconds: dict[str, str], options: str) -> None:
    told = database(**seconds)["OPTIONS"]
    assert told == {"connect_timeout": 5, "options": options}


def test_a_pooler_is_told_nothing_that_it_refuses() -> None:
    url = f"{URL}?DISABLE_SERVER_SIDE_CURSORS=True"
    told = database(LOCK_TIMEOUT_SECONDS="0", DATABASE_URL=url)
    assert told["OPTIONS"] == {"connect_timeout": 5}
    assert told["DISABLE_SERVER_SIDE_CURSORS"] is True
