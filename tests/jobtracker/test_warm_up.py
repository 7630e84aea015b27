"""A web process loads its views before it is asked, and nothing that only others need."""

import gc
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.paths import ROOT

OF_OTHERS = {
    *("celery", "kombu", "billiard"),  # the worker and the beat
    *("anymail", "requests"),  # who sends by a provider
    *("sentry_sdk", "prometheus_client"),  # who watches
    *("icalendar", "rapidfuzz"),  # one page each
}
CODE = """
import json, sys
import jobtracker.wsgi
from jobtracker.http.warm_up import warm_up
warm_up()
loaded = sorted(sys.modules)
from django.db import connection
print(json.dumps({"loaded": loaded, "is_connected": connection.connection is not None}))
"""


def warmed_up(folder: Path, **environment: str) -> dict[str, Any]:
    env = {**os.environ, "DATA_DIR": str(folder), "REDIS_URL": "", **environment}
    env["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_view_is_loaded_and_no_library_that_only_others_need(tmp_path: Path) -> None:
    found = warmed_up(tmp_path)
    assert {"followups.views.today", "allauth.account.views", "jinja2"} <= set(found["loaded"])
    assert OF_OTHERS & {name.partition(".")[0] for name in found["loaded"]} == set()
    assert "redis" not in found["loaded"]


def test_no_connection_is_open_that_workers_would_share(tmp_path: Path) -> None:
    # Nobody listens there.
    found = warmed_up(tmp_path, REDIS_URL="redis://127.0.0.1:1/0")
    assert found["is_connected"] is False
    assert "redis" in found["loaded"]


def test_gunicorn_loads_once_and_freezes_before_it_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for name in ("disable", "freeze", "enable"):
        monkeypatch.setattr(gc, name, lambda name=name: done.append(name))
    monkeypatch.setattr("jobtracker.http.warm_up.warm_up", lambda: done.append("warm up"))
    monkeypatch.setenv("WEB_CONCURRENCY", "3")
    config = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    config["when_ready"](None)
    config["post_fork"](None, None)
    assert done == ["disable", "warm up", "freeze", "enable"]
    assert (config["wsgi_app"], config["preload_app"]) == ("jobtracker.wsgi", True)
    assert config["workers"] == 3
