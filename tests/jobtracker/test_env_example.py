"""`.env.example` tells of every setting there is, and of no other."""

from __future__ import annotations

import re

from scripts.paths import ROOT

READ = re.compile(r'\benv\.\w+\(\s*"([A-Z_]+)"')
EXPANDED = re.compile(r"\$\{([A-Z_]+)[:}]")
TOLD = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)


def told() -> list[str]:
    return TOLD.findall((ROOT / ".env.example").read_text())


def settings_read() -> set[str]:
    code = [*ROOT.glob("jobtracker/*.py"), *ROOT.glob("*/settings/*.py")]
    found = {name for path in code for name in READ.findall(path.read_text())}
    files = (ROOT / "docker-compose.yml", ROOT / "Procfile")
    return found | {name for path in files for name in EXPANDED.findall(path.read_text())}


def test_every_setting_is_told_and_no_other() -> None:
    assert settings_read() - set(told()) == set(), "not in .env.example"
    assert set(told()) - settings_read() == set(), "in .env.example, but nothing reads them"


def test_none_is_told_twice() -> None:
    assert len(told()) == len(set(told()))


def test_nothing_secret_stands_in_it() -> None:
    text = (ROOT / ".env.example").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "SENTRY_DSN", "SECRET_KEY_FALLBACKS"):
        assert re.search(rf"^#?{name}=$", text, re.MULTILINE)
