"""A start that refuses a missing or weak setting, by name."""

import os
import subprocess
import sys

import pytest
from django.conf import LazySettings

from jobtracker.checks import production_settings

GOOD = {
    "DEBUG": False,
    "SECRET_KEY": "".join(chr(33 + number) for number in range(60)),
    "ALLOWED_HOSTS": ["jobs.example.org"],
    "SITE_URL": "https://jobs.example.org",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_CONFIGURED": True,
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
}


def complaints(settings: LazySettings, **changes: object) -> list[str]:
    for name, value in {**GOOD, **changes}.items():
        setattr(settings, name, value)
    return [error.msg.partition(" ")[0] for error in production_settings()]


def test_good_settings_pass(settings: LazySettings) -> None:
    assert complaints(settings) == []


def test_development_is_left_alone(settings: LazySettings) -> None:
    assert complaints(settings, DEBUG=True, SECRET_KEY="", ALLOWED_HOSTS=[]) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "ab" * 40),
        ("ALLOWED_HOSTS", []),
        ("ALLOWED_HOSTS", ["*"]),
        ("SITE_URL", "http://jobs.example.org"),
        ("SITE_URL", "https://localhost"),
        ("SITE_URL", ""),
        ("REDIS_URL", ""),
    ],
)
def test_a_bad_setting_is_named(settings: LazySettings, name: str, value: object) -> None:
    assert complaints(settings, **{name: value}) == [name]


def test_mail_and_database_are_named_by_their_variables(settings: LazySettings) -> None:
    sqlite = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    assert complaints(settings, EMAIL_CONFIGURED=False, DATABASES=sqlite) == [
        "DATABASE_URL",
        "EMAIL_URL",
    ]


def test_a_production_start_without_settings_fails_with_their_names(tmp_path: object) -> None:
    """The real command, as a deployment would run it."""
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DEBUG", "SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"}
    }
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**bare, "DEBUG": "false", "READ_DOT_ENV": "false", "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "REDIS_URL"):
        assert name in run.stderr
