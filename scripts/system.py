"""What this machine is, and Debian packages, if they may be installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from scripts.paths import say


def is_root() -> bool:
    """Return whether this process runs as root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_apt() -> bool:
    """Return whether Debian packages can be installed here without a password."""
    return is_root() and shutil.which("apt-get") is not None


@cache
def _refresh_lists() -> None:
    subprocess.run(["apt-get", "-qq", "update"], check=False)


def apt_install(*packages: str) -> bool:
    """Install Debian packages without starting their services; return whether it worked."""
    if not can_apt():
        return False
    say(f"Installing {', '.join(packages)} with apt-get …")
    _refresh_lists()
    # A package must not start its service: the tests start their own, on free ports.
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    command = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages]
    done = subprocess.run(
        command, env={**os.environ, **quiet}, stdout=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0
