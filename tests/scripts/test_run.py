"""What `make run` hands to the three processes."""

from __future__ import annotations

import pytest

from scripts.paths import ROOT, VENV_BIN
from scripts.run import environment

ADDRESS = "http://localhost:8001"


def test_links_in_mail_lead_to_the_port_that_is_served() -> None:
    assert environment({}, {}, ADDRESS)["SITE_URL"] == ADDRESS


@pytest.mark.parametrize(("env", "dot_env"), [({"SITE_URL": "x"}, {}), ({}, {"SITE_URL": "x"})])
def test_an_address_that_a_person_named_stays(env: dict[str, str], dot_env: dict[str, str]) -> None:
    assert "SITE_URL" not in environment(env, dot_env, ADDRESS)


def test_the_venv_s_programs_come_first() -> None:
    path = environment({"PATH": "/usr/bin"}, {}, ADDRESS)["PATH"]
    assert path == f"{VENV_BIN}:/usr/bin"


def test_web_worker_and_beat_are_started_and_web_gets_the_port() -> None:
    lines = (ROOT / "Procfile").read_text().splitlines()
    assert [line.split(":")[0] for line in lines] == ["web", "worker", "beat"]
