"""What this machine is, and its own packages where they may be installed (root on Debian)."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from scripts.paths import say


def is_root() -> bool:
    """Say whether this process may do everything on the machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_apt() -> bool:
    """Say whether Debian packages can be installed here without asking for a password."""
    return is_root() and shutil.which("apt-get") is not None


@cache
def _refresh_lists() -> None:
    subprocess.run(["apt-get", "-qq", "update"], check=False)


def apt_install(*packages: str) -> bool:
    """Install Debian packages and say whether that worked; no service of theirs is started."""
    if not can_apt():
        return False
    say(f"Installing {', '.join(packages)} with apt-get …")
    _refresh_lists()
    # A package's own service must not start: the tests start theirs, on free ports.
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    command = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages]
    done = subprocess.run(
        command, env={**os.environ, **quiet}, stdout=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0
