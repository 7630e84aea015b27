"""PostgreSQL refuses to run as root: ways to run a program as somebody else, without a password."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.system import is_root

NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000")
NOBODY_ID = 65534
NOBODY = ("setpriv", f"--reuid={NOBODY_ID}", f"--regid={NOBODY_ID}", "--clear-groups")

Runs = Callable[[Sequence[str]], bool]


def runs(command: Sequence[str]) -> bool:
    """Say whether a command can be started here and ends well."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def prefix_for(program: str, root: bool | None = None, runs: Runs = runs) -> tuple[str, ...] | None:
    """Return what to put before `program` so that it runs, and not as root; None where it cannot.

    A user namespace comes first, because root's files stay readable in it. It may be forbidden
    (in some containers); then the program runs as nobody.
    """
    root = is_root() if root is None else root
    choices = (NAMESPACE, NOBODY) if root else ((),)
    for prefix in choices:
        if runs([*prefix, program, "--version"]):
            return prefix
    return None


def hand_over(folder: Path, prefix: tuple[str, ...]) -> None:
    """Make `folder` belong to whoever `prefix` turns the program into."""
    if prefix == NOBODY:
        os.chown(folder, NOBODY_ID, NOBODY_ID)
