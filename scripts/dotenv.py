"""The git-ignored `.env` of a development machine: debugging on, and a secret of its own."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from scripts.paths import ROOT, say

FILE = ROOT / ".env"
HEADER = "# Made by `make setup` for this machine alone. Every variable: .env.example\nDEBUG=true\n"
NAMES_SECRET = re.compile(r"^\s*(?:export\s+)?SECRET_KEY\s*=\s*\S", re.MULTILINE)


def ensure(file: Path = FILE) -> None:
    """Make `file` name a secret; whatever a person wrote into it stays as it is."""
    text = file.read_text() if file.exists() else HEADER
    if NAMES_SECRET.search(text):
        return
    gap = "" if text.endswith("\n") or not text else "\n"
    _write(file, f"{text}{gap}SECRET_KEY={secrets.token_urlsafe(50)}\n")
    say(f"Wrote a new secret to {file.name}.")


def _write(file: Path, text: str) -> None:
    # Readable by nobody else from its first byte on.
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text)
