"""A start that refuses a missing or weak setting, by name."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from jobtracker import checks

GOOD = {
    "DEBUG": False,
    "SECRET_KEY": "".join(chr(33 + number) for number in range(60)),
    "ALLOWED_HOSTS": ["jobs.example.org"],
    "SITE_URL": "https://jobs.example.org",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_CONFIGURED": True,
    "DEFAULT_FROM_EMAIL": "Jobtracker <post@jobs.example.org>",
    "INBOX_ADDRESS": "",
    "INBOX_DOMAIN": "in.example.org",
    "INBOX_KEEP_DAYS": 30,
    "WEBHOOK_KEEP_DAYS": 4,
    "INBOX_WEBHOOKS": ["postmark", "mailgun"],
    "ANYMAIL": {
        "WEBHOOK_SECRET": "inbox:0123456789abcdef",
        "MAILGUN_WEBHOOK_SIGNING_KEY": "key",
    },
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
}


Complaints = Callable[..., list[str]]


@pytest.fixture
def complaints(monkeypatch: pytest.MonkeyPatch) -> Complaints:
    """The names of the settings that are refused."""

    def names(**changes: object) -> list[str]:
        monkeypatch.setattr(checks, "settings", SimpleNamespace(**{**GOOD, **changes}))
        return [error.msg.partition(" ")[0] for error in checks.production_settings()]

    return names


def test_good_settings_pass(complaints: Complaints) -> None:
    assert complaints() == []


def test_development_is_left_alone(complaints: Complaints) -> None:
    assert complaints(DEBUG=True, SECRET_KEY="", ALLOWED_HOSTS=[]) == []


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
        ("DEFAULT_FROM_EMAIL", "Jobtracker <jobtracker@localhost>"),
        ("INBOX_ADDRESS", "jobs.example.org"),
        ("INBOX_ADDRESS", "inbox+one@jobs.example.org"),
        ("INBOX_DOMAIN", ""),
        ("INBOX_KEEP_DAYS", 0),
        ("WEBHOOK_KEEP_DAYS", 3),
        ("INBOX_WEBHOOKS", ["postmark", "amazon_ses"]),
        ("ANYMAIL", {"MAILGUN_API_KEY": "key"}),
        ("ANYMAIL", {"MAILGUN_API_KEY": "key", "WEBHOOK_SECRET": "inbox:short"}),
        ("ANYMAIL", {"MAILGUN_API_KEY": "key", "WEBHOOK_SECRET": "0123456789abcdef0123"}),
        ("ANYMAIL", {"MAILGUN_API_KEY": "key", "WEBHOOK_SECRET": ["a:" + "0" * 20, "b:1"]}),
        ("ANYMAIL", {"WEBHOOK_SECRET": "inbox:0123456789abcdef"}),
    ],
)
def test_a_bad_setting_is_named(complaints: Complaints, name: str, value: object) -> None:
    named = "INBOX_WEBHOOKS" if name == "INBOX_DOMAIN" else name
    assert complaints(**{name: value}) == [named]


def test_an_inbox_without_webhooks_needs_no_secret(complaints: Complaints) -> None:
    off: dict[str, object] = {"INBOX_WEBHOOKS": [], "ANYMAIL": {}, "INBOX_DOMAIN": ""}
    assert complaints(**off) == []
    assert complaints(**off, INBOX_ADDRESS="inbox@jobs.example.org") == []


def test_mail_and_database_are_named_by_their_variables(complaints: Complaints) -> None:
    sqlite = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    assert complaints(EMAIL_CONFIGURED=False, DATABASES=sqlite) == [
        "DATABASE_URL",
        "EMAIL_URL",
    ]


def test_the_servers_start_with_good_settings_and_refuse_bad_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checks, "settings", SimpleNamespace(**GOOD))
    checks.refuse_bad_settings()
    bad = SimpleNamespace(**{**GOOD, "REDIS_URL": "", "SITE_URL": ""})
    monkeypatch.setattr(checks, "settings", bad)
    with pytest.raises(ImproperlyConfigured, match=r"SITE_URL.*\n.*REDIS_URL"):
        checks.refuse_bad_settings()


STARTS = {
    "check": ["manage.py", "check"],
    "web": ["-c", "import jobtracker.wsgi"],
    "beat": ["-m", "celery", "-A", "jobtracker", "beat"],
    "worker": ["-m", "celery", "-A", "jobtracker", "worker", "--pool", "solo"],
}


@pytest.mark.parametrize("start", STARTS)
def test_a_production_start_without_settings_fails_with_their_names(
    tmp_path: Path, start: str
) -> None:
    """The real processes, as a deployment would run them."""
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DEBUG", "SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"}
    }
    run = subprocess.run(
        [sys.executable, *STARTS[start]],
        env={**bare, "DEBUG": "false", "READ_DOT_ENV": "false", "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "REDIS_URL"):
        assert name in run.stderr
