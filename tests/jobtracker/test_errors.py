"""Errors go where the operator says, and take nothing along of what people wrote."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.jobtracker.breaking import KEY

Reported = Callable[[str], list[str]]


@pytest.fixture
def reported(tmp_path: Path) -> Reported:
    """What a broken view has reported to a DSN, as a list of JSON texts."""

    def run(dsn: str) -> list[str]:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "jobtracker.settings",
            "READ_DOT_ENV": "false",
            "DEBUG": "true",
            "SECRET_KEY": "for-this-test-alone-" * 3,
            "DATA_DIR": str(tmp_path),
            "SENTRY_DSN": dsn,
        }
        command = [sys.executable, "-m", "tests.jobtracker.breaking"]
        ended = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        return ended.stdout.splitlines()

    return run


def test_nothing_is_reported_where_no_place_is_named(reported: Reported) -> None:
    assert reported("") == []


def test_an_error_is_reported_without_what_was_in_hand(reported: Reported) -> None:
    (sent,) = reported("https://key@errors.example/1")
    (event,) = json.loads(sent)
    assert event["exception"]["values"][-1]["type"] == "LookupError"
    assert event["transaction"] == "/feed/{key}/"
    assert KEY not in sent
