"""The git-ignored `.env` of a development machine: DEBUG on, and its own secret key."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from scripts.paths import ROOT, say

FILE = ROOT / ".env"
HEADER = "# Made by `make setup` for this machine alone. Every variable: .env.example\nDEBUG=true\n"
LINE = re.compile(r"^\s*(?:export\s+)?(?P<name>\w+)\s*=\s*(?P<value>\S.*?)\s*$", re.MULTILINE)


def read(file: Path = FILE) -> dict[str, str]:
    """Return the variables that `file` sets, as written there."""
    text = file.read_text() if file.exists() else ""
    return {found["name"]: found["value"] for found in LINE.finditer(text)}


def ensure(file: Path = FILE) -> None:
    """Add a secret key to `file` if it has none; keep everything else."""
    if "SECRET_KEY" in read(file):
        return
    text = file.read_text() if file.exists() else HEADER
    gap = "" if text.endswith("\n") or not text else "\n"
    _write(file, f"{text}{gap}SECRET_KEY={secrets.token_urlsafe(50)}\n")
    say(f"Wrote a new secret to {file.name}.")


def _write(file: Path, text: str) -> None:
    # Created readable by the owner only.
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text)
