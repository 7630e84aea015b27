"""What docs/api.md shows works as it stands: each curl line and each file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from applications.models import Application, Interview
from scripts.paths import ROOT
from tests.api.conftest import ALL, key_for
from tests.conftest import MakeApplication, MakeInterview

DOCS = ROOT / "docs"
BLOCKS = re.findall(r"```sh\n(.*?)```", (DOCS / "api.md").read_text(), re.DOTALL)
CURLS = [each for each in BLOCKS if each.startswith("curl ")]
Run = Callable[..., str]


@pytest.fixture
def run(live_server: LiveServer, transactional_db: None, seeker: User, at_now: datetime) -> Run:
    """Runs a command with the site and a key of the seeker in its environment."""
    known = {
        "PATH": os.environ["PATH"],
        "JOBTRACKER_SITE": live_server.url,
        "JOBTRACKER_KEY": key_for(seeker, ALL, at_now),
        "APPLICATION": "1",
        "PYTHONIOENCODING": "utf-8",
    }

    def start(*command: str) -> str:
        done = subprocess.run(
            command, env=known, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return start


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_each_curl_line_works_in_the_order_of_the_page(run: Run) -> None:
    assert shutil.which("curl"), "Install curl: apt install curl"
    answers = [
        json.loads(run("sh", "-c", each.replace("curl ", "curl -sS -f ", 1))) for each in CURLS
    ]
    me, application, interview, plan, case, row, today = answers
    assert me["email"] == "seeker@test.example"
    assert interview["application"] == application["id"] == 1
    assert "interview.thank_you" in [each["rule"] for each in plan["reminders"]]
    assert [each["rule"] for each in plan["held_back"]] == ["status"]
    assert "Oatmill" not in json.dumps(case)
    assert row["company"]["name"] == "Fathom"
    assert "now" in today


@pytest.mark.django_db(transaction=True)
def test_rows_are_imported_once(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "rows.csv"
    sheet.write_text(
        "company,title,applied_on,source,notes\n"
        "Oatmill,Data Engineer,2026-03-02,Job board,\n"
        "Fathom,Baker,,,Ask Ana\n"
        "Fathom,,,,\n"
        "Fathom,Porter,3/2/2026,,\n"
    )
    command = (sys.executable, str(DOCS / "examples" / "import_rows.py"), str(sheet))
    first = run(*command).splitlines()
    assert [line.split(": ")[0] for line in first] == [
        "line 2, added",
        "line 3, added",
        "line 4, refused",
        "line 5, refused",
    ]
    assert "title" in first[2]
    assert "applied_on" in first[3]
    assert [line.split(": ")[0] for line in run(*command).splitlines()][:2] == [
        "line 2, sent before",
        "line 3, sent before",
    ]
    assert sorted(Application.objects.values_list("title", flat=True)) == ["Baker", "Data Engineer"]


@pytest.mark.django_db(transaction=True)
def test_the_sheet_of_the_page_is_imported(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "applications.csv"
    sheet.write_text(*re.findall(r"```csv\n(.*?)```", (DOCS / "api.md").read_text(), re.DOTALL))
    printed = run(sys.executable, str(DOCS / "examples" / "import_rows.py"), str(sheet))
    assert [line.split(": ")[0] for line in printed.splitlines()] == [
        "line 2, added",
        "line 3, added",
    ]
    assert sorted(Application.objects.values_list("title", flat=True)) == ["Baker", "Data Analyst"]


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_printed(
    run: Run,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    at_now: datetime,
) -> None:
    command = (sys.executable, str(DOCS / "examples" / "due_today.py"))
    assert run(*command) == "You're done for today.\n"
    make_interview(
        make_application("Oatmill", "Data Engineer"), starts_at=at_now - timedelta(hours=5)
    )
    printed = run(*command)
    assert "(Oatmill, Data Engineer)" in printed
    assert "/reminders/" in printed


@pytest.mark.django_db(transaction=True)
def test_the_first_plan_is_printed(run: Run) -> None:
    # The program has the clock of the machine, and the site that of the test.
    source = (DOCS / "examples" / "first_plan.py").read_text()
    clock = "datetime.now(UTC)"
    assert clock in source
    told = source.replace(clock, "datetime(2026, 3, 19, 20, tzinfo=UTC)")
    printed = run(sys.executable, "-c", told)
    assert "interview.thank_you" in printed
    assert Interview.objects.count() == 1


@pytest.mark.django_db
def test_the_command_of_the_page_takes_what_the_page_says(capsys: Any) -> None:
    (line,) = [each for each in BLOCKS if "manage.py" in each]
    python, _manage, *arguments = line.split()
    assert python == ".venv/bin/python"
    with pytest.raises(CommandError, match="no active account"):
        call_command(*arguments)


def test_every_link_of_the_page_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)", (DOCS / "api.md").read_text())
    assert links
    assert [each for each in links if not (DOCS / each).exists()] == []
