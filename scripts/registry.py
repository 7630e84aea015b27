"""Passes the package index and certificates of this machine's pip on to uv."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping

from scripts.paths import VENV_PYTHON


def pip_settings(listing: str) -> dict[str, str]:
    """Parse the output of `pip config list`: lines such as `global.cert='/etc/ssl/ca.crt'`.

    An environment variable (`:env:`) overrides a file, and a file's `install` section overrides its
    `global` one, as in pip itself.
    """
    order = ("global", "install", ":env:")
    found: dict[str, tuple[int, str]] = {}
    for line in listing.splitlines():
        key, equals, value = line.partition("=")
        section, dot, name = key.rpartition(".")
        if not equals or not dot or section not in order:
            continue
        rank = order.index(section)
        if name not in found or rank >= found[name][0]:
            found[name] = (rank, value.strip("'\""))
    return {name: value for name, (_, value) in found.items()}


def uv_environment(pip: Mapping[str, str], env: Mapping[str, str]) -> dict[str, str]:
    """Return `env` for uv, with pip's index and certificates unless uv has its own."""
    wanted = dict(env)
    wanted["UV_PYTHON_DOWNLOADS"] = "never"
    wanted.setdefault("UV_HTTP_TIMEOUT", "180")
    has_index = {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & wanted.keys()
    if "index-url" in pip and not has_index:
        wanted["UV_DEFAULT_INDEX"] = pip["index-url"]
    if "cert" in pip:
        wanted.setdefault("SSL_CERT_FILE", pip["cert"])
    return wanted


def for_uv() -> dict[str, str]:
    """Return the environment in which to run uv on this machine."""
    listing = subprocess.run(
        [VENV_PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    return uv_environment(pip_settings(listing.stdout), os.environ)
