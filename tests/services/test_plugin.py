"""The plugin: the tests' own environment, and which tests run on the real services."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.services import plugin


def test_the_tests_have_a_folder_of_their_own() -> None:
    assert Path(settings.DATA_DIR) == Path(os.environ["DATA_DIR"])
    assert Path(settings.DATA_DIR).is_relative_to(os.environ["TEST_DATA_DIR"])
    assert not Path(settings.DATA_DIR).is_relative_to(settings.BASE_DIR)


def test_no_mail_leaves_the_tests() -> None:
    assert "EMAIL_URL" not in os.environ
    assert settings.EMAIL_BACKEND == "django.core.mail.backends.locmem.EmailBackend"


def test_static_files_are_plain() -> None:
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    assert backend == "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.mark.parametrize(("worker", "number"), [("gw0", 1), ("gw1", 2), ("gw11", 12)])
def test_each_worker_has_a_redis_database_of_its_own(worker: str, number: int) -> None:
    url = plugin.own_redis("redis://127.0.0.1:6379/0", worker)
    assert url == f"redis://127.0.0.1:6379/{number}"


def test_a_missing_service_fails_the_test_and_says_how_to_get_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "TEST_SUITE"):
        monkeypatch.delenv(name, raising=False)
    pytester.makepyfile("def test_p(postgres_url): pass\n\ndef test_r(redis_url): pass\n")
    result = pytester.runpytest_subprocess(*PLUGINS)
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*needs a real PostgreSQL*make test-services*"])


PLUGINS = ("-p", "tests.services.plugin", "-p", "no:valkey", "-p", "no:django")
PLAIN = """
import pytest
from django.test import SimpleTestCase, TestCase

def test_pure(): pass
def test_by_fixture(db): pass
@pytest.mark.django_db
def test_by_mark(): pass
@pytest.mark.services
def test_service(): pass
class ByClass(TestCase):
    def test_it(self): pass
class Pure(SimpleTestCase):
    def test_it(self): pass
"""


@pytest.mark.parametrize(
    ("suite", "kept"),
    [
        ("services", {"test_by_fixture", "test_by_mark", "test_service", "ByClass"}),
        (
            "fast",
            {"test_pure", "test_by_fixture", "test_by_mark", "test_service", "ByClass", "Pure"},
        ),
    ],
)
def test_on_real_services_run_the_tests_that_touch_them(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, suite: str, kept: set[str]
) -> None:
    monkeypatch.setenv("TEST_SUITE", suite)
    pytester.makepyfile(PLAIN)
    result = pytester.runpytest_subprocess(*PLUGINS, "--collect-only", "-q")
    collected = {line.split("::")[1] for line in result.outlines if "::" in line}
    assert collected == kept
