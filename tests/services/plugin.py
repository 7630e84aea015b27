"""The pytest plugin that every run loads: a closed-off environment, and the real services.

It is named in pyproject.toml (`-p`), so that it runs before Django's settings are read.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOW = "Run `make test-services`: it starts {name} on a free port, and stops it again."


def close_off() -> None:
    """Keep a developer's own `.env`, database and mail out of the tests."""
    os.environ["READ_DOT_ENV"] = "false"
    os.environ["DEBUG"] = "true"  # plain static files, no redirect to https
    os.environ["SECRET_KEY"] = "for-the-tests-alone-" + "0123456789" * 5
    for name in ("EMAIL_URL", "EMAIL_BACKEND", "SENTRY_DSN", "SITE_URL"):
        os.environ.pop(name, None)
    if "TEST_LEG" not in os.environ:
        os.environ.pop("REDIS_URL", None)
        os.environ.pop("DATABASE_URL", None)
    if "TEST_DATA_DIR" not in os.environ:
        os.environ["TEST_DATA_DIR"] = tempfile.mkdtemp(prefix="jobtracker-test-")
    os.environ["DATA_DIR"] = os.environ["TEST_DATA_DIR"]


close_off()


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
