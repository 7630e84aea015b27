"""`make check`: runs all static checks, and shows the output of those that fail."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from scripts.paths import ROOT, VENV_BIN, say

DEVELOPMENT = {"READ_DOT_ENV": "false", "DEBUG": "true", "SECRET_KEY": secrets.token_urlsafe(50)}
PRODUCTION = {
    "READ_DOT_ENV": "false",
    "DEBUG": "false",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "jobs.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://jobs.example.org",
    "SITE_URL": "https://jobs.example.org",
    "DATABASE_URL": f"postgres://jobtracker:{secrets.token_hex(8)}@db.example.org/jobtracker",
    "REDIS_URL": f"redis://:{secrets.token_hex(8)}@redis.example.org/0",
    "EMAIL_URL": f"smtp+tls://post:{secrets.token_hex(8)}@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Jobtracker <post@jobs.example.org>",
}


@dataclass(frozen=True)
class Check:
    """A command that exits with 0 on success, and its environment variables."""

    title: str
    command: tuple[str, ...]
    env: dict[str, str] = field(default_factory=lambda: DEVELOPMENT)


CHECKS = (
    Check("types (mypy)", ("mypy",)),
    Check("formatting (ruff format)", ("ruff", "format", "--check", ".")),
    Check("lint (ruff)", ("ruff", "check", ".")),
    Check("templates' formatting (djlint)", ("djlint", "templates", "--check")),
    Check("templates' lint (djlint)", ("djlint", "templates", "--lint")),
    Check("migrations", ("python", "manage.py", "makemigrations", "--check", "--dry-run")),
    Check(
        "docs/openapi.json against the API",
        ("python", "manage.py", "api_document", "--check"),
    ),
    Check(
        "deployment (production settings)",
        ("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
    Check(
        "static files as production serves them",
        ("python", "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"),
        {**PRODUCTION, "STATIC_ROOT": str(ROOT / ".cache" / "static")},
    ),
    Check(
        "docker-compose.yml against the compose schema",
        ("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
    ),
    Check(
        "Dependabot's file against its schema",
        (
            "check-jsonschema",
            "--builtin-schema",
            "vendor.dependabot",
            ".github/dependabot.yml",
        ),
    ),
    Check("Dockerfile (hadolint)", ("hadolint", "Dockerfile")),
)


def main(checks: tuple[Check, ...] = CHECKS) -> int:
    """Run all checks, two at a time; return how many failed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        passed = list(pool.map(run, checks))
    failed = passed.count(False)
    say(f"{len(checks) - failed} checks passed, {failed} failed.")
    return failed


def run(check: Check) -> bool:
    """Run one check, print the result, and show its output only if it failed."""
    start = time.monotonic()
    program, *arguments = check.command
    done = subprocess.run(
        [VENV_BIN / program, *arguments],
        env={**os.environ, **check.env},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    word = "ok    " if passed else "FAILED"
    output = "" if passed else f"\n{done.stdout.rstrip()}\n"
    say(f"{word} {check.title} ({time.monotonic() - start:.0f} s){output}")
    return passed


if __name__ == "__main__":
    sys.exit(min(main(), 1))
