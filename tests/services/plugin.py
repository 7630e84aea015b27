"""The pytest plugin that every run loads: a closed-off environment, and the real services.

It is named in pyproject.toml (`-p`), so that it runs before Django's settings are read.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.db import connections
from django.test import TransactionTestCase

HOW = "Run `make test-services`: it starts {name} on a free port, and stops it again."


BASE = "TEST_DATA_DIR"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def close_off() -> None:
    """Keep a developer's own `.env`, database and mail out of the tests."""
    os.environ["READ_DOT_ENV"] = "false"
    os.environ["DEBUG"] = "true"  # plain static files, and no redirect to https
    os.environ["SECRET_KEY"] = "for-the-tests-alone-" + "0123456789" * 5
    for name in ("EMAIL_URL", "EMAIL_BACKEND", "SENTRY_DSN", "SITE_URL"):
        os.environ.pop(name, None)
    if "TEST_SUITE" not in os.environ:
        os.environ.pop("REDIS_URL", None)
        os.environ.pop("DATABASE_URL", None)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    os.environ["DATA_DIR"] = str(_own_folder(worker or "main"))
    if worker and os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = own_redis(os.environ["REDIS_URL"], worker)


def _own_folder(name: str) -> Path:
    if BASE not in os.environ:
        made = tempfile.mkdtemp(prefix="jt-test-")
        os.environ[BASE] = made
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    folder = Path(os.environ[BASE], name)
    folder.mkdir(exist_ok=True)
    return folder


def own_redis(url: str, worker: str) -> str:
    """Return the address of the numbered Redis database that belongs to one xdist worker.

    >>> own_redis("redis://127.0.0.1:6379/0", "gw1")
    'redis://127.0.0.1:6379/2'
    """
    server, _, _ = url.rpartition("/")
    return f"{server}/{int(worker.removeprefix('gw')) + 1}"


close_off()

# A busy machine is no reason to fail; and a change is judged by the same examples each time in CI.
hypothesis.settings.register_profile(
    "project",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("project")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL and Redis, run what touches them; the fast suite runs the rest."""
    if os.environ.get("TEST_SUITE") != "services":
        return
    kept = [item for item in items if touches_services(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def touches_services(item: pytest.Item) -> bool:
    """Say whether a test uses the database, or asks for a service by its mark."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("services")
    fixtures: set[str] = set(getattr(item, "fixturenames", ()))
    by_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    return bool(marked) or by_class or bool(fixtures & DATABASE_FIXTURES)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Give the browser's tests a database in a file.

    The page's requests come in threads; with a database in memory they would share one connection,
    and one another's transactions.
    """
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3") and any(map(_is_browser, session.items)):
        database["TEST"]["NAME"] = str(Path(os.environ["DATA_DIR"], "test.sqlite3"))


def _is_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


@pytest.fixture
def postgres_url() -> str:
    """The address of the real PostgreSQL that this run has; a failure where it has none."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.fail("This test needs a real PostgreSQL. " + HOW.format(name="one"), pytrace=False)
    return url


@pytest.fixture
def redis_url() -> str:
    """The address of the real Redis that this run has; a failure where it has none."""
    url = os.environ.get("REDIS_URL", "")
    if not url:
        pytest.fail("This test needs a real Redis. " + HOW.format(name="one"), pytrace=False)
    return url
