"""Stamps: a set-up step runs again only if one of its inputs changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *facts: str) -> str:
    """Return one digest of the names and contents of `files` and of `facts`."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    for fact in facts:
        total.update(fact.encode() + b"\0")
    return total.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    """Return whether `stamp` holds exactly this digest."""
    return stamp.is_file() and stamp.read_text() == wanted


def write(stamp: Path, value: str) -> None:
    """Write the stamp, as the last part of a step, so that an interrupted step runs again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
