"""A real Chromium for the browser tests: the machine's own, else one that may be fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts import system
from scripts.paths import ROOT, say
from tests.services.missing import ServiceMissing

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
HOW = """No Chromium can be started here, and the browser tests need a real one.
Install one: `apt-get install chromium` on Debian and Ubuntu, `brew install chromium` on macOS, or
`.venv/bin/playwright install chromium-headless-shell`; or name yours: CHROMIUM=/path/to/chrome."""
SECONDS = 400
"""How long a download may take."""

WITH_EXTENSIONS = "CHROMIUM_WITH_EXTENSIONS"
HOW_WITH_EXTENSIONS = f"""No Chromium that loads extensions can be started here, and the tests of
the browser extension need one: a headless shell loads none, nor does Chrome.
Install one: `apt-get install chromium` on Debian, `brew install chromium` on macOS,
`.venv/bin/playwright install --with-deps chromium` elsewhere; or name yours:
{WITH_EXTENSIONS}=/path/to/chromium."""

Source = Callable[[], str | None]


def find(sources: Sequence[Source] | None = None) -> str:
    """Return the path of a Chromium that runs, fetching one where needed; or ServiceMissing."""
    for source in SOURCES if sources is None else sources:
        found = source()
        if found is not None and runs(found):
            return found
    raise ServiceMissing(HOW)


def find_with_extensions(sources: Sequence[Source] | None = None) -> str:
    """Return the path of a whole Chromium, which loads extensions; or ServiceMissing."""
    for source in WHOLE if sources is None else sources:
        found = source()
        if found is not None and runs(found):
            return found
    raise ServiceMissing(HOW_WITH_EXTENSIONS)


def flags() -> list[str]:
    """Return how to start it; root's Chromium starts only without its sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if system.is_root() else [])]


def runs(program: str) -> bool:
    """Say whether a program starts at all: Debian's wrapper may be there without a browser."""
    try:
        seen = subprocess.run(
            [program, "--version", *flags()], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return seen.returncode == 0


def named() -> str | None:
    """Return the one that the environment names."""
    return os.environ.get("CHROMIUM") or None


def on_path() -> str | None:
    """Return the one that the PATH holds."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwrights() -> str | None:
    """Return the newest that Playwright has downloaded on this machine."""
    default = Path.home() / ".cache" / "ms-playwright"
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    shells = cache.glob("chromium_headless_shell-*/chrome-*/*headless[-_]shell")
    whole = cache.glob("chromium-*/chrome-linux*/chrome")
    return next((str(found) for found in [*sorted(shells, reverse=True), *whole]), None)


def from_debian() -> str | None:
    """Install Debian's headless build, where that may be done."""
    wanted = "chromium-headless-shell"
    return on_path() if system.can_apt() and system.apt_install(wanted) else None


def from_playwright() -> str | None:
    """Let Playwright download its own build, where its server can be reached."""
    say("Fetching Playwright's Chromium …")
    return playwrights() if _downloaded("chromium-headless-shell") else None


def _downloaded(*wanted: str) -> bool:
    """Let Playwright download a build, and say whether it could, in a time that one waits for."""
    command = [sys.executable, "-m", "playwright", "install", *wanted]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def from_npm() -> str | None:
    """Unpack the build that an npm package carries (Linux on x86-64 alone)."""
    say("Fetching the Chromium that the npm package @sparticuz/chromium carries …")
    command = [sys.executable, "-m", "scripts.chromium"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return done.stdout.strip().splitlines()[-1] if done.returncode == 0 else None


SOURCES: tuple[Source, ...] = (
    named,
    on_path,
    playwrights,
    from_debian,
    from_playwright,
    from_npm,
)


def named_whole() -> str | None:
    """Return the one that the environment names."""
    return os.environ.get(WITH_EXTENSIONS) or None


def whole_on_path() -> str | None:
    """Return the whole Chromium that the PATH holds; Chrome loads no extension from a folder."""
    names = ("chromium", "chromium-browser")
    return next((found for name in names if (found := shutil.which(name))), None)


def playwrights_whole() -> str | None:
    """Return the newest whole one that Playwright has downloaded on this machine."""
    default = Path.home() / ".cache" / "ms-playwright"
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True)
    return next(map(str, found), None)


def whole_from_debian() -> str | None:
    """Install Debian's, where that may be done; Ubuntu has none but a snap."""
    return whole_on_path() if system.can_apt() and system.apt_install("chromium") else None


def whole_from_playwright() -> str | None:
    """Let Playwright download its own, with the libraries that it needs where that may be done."""
    say("Fetching Playwright's whole Chromium …")
    libraries = ["--with-deps"] if system.can_apt() else []
    return playwrights_whole() if _downloaded(*libraries, "--no-shell", "chromium") else None


WHOLE: tuple[Source, ...] = (
    named_whole,
    whole_on_path,
    playwrights_whole,
    whole_from_debian,
    whole_from_playwright,
)
