"""Paths of this repository, and helpers to print a message or to end with one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
VENV_PYTHON = VENV_BIN / "python"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"


def say(sentence: str) -> None:
    """Print one line at once, even if the output is a pipe."""
    print(sentence, flush=True)


def give_up(sentence: str) -> NoReturn:
    """Exit with status 1 and a message on standard error."""
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(1)
