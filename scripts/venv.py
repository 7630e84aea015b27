"""The virtual environment, installed from the hashed locks only."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import registry, stamps, system
from scripts.paths import REQUIREMENTS, ROOT, VENV, VENV_BIN, VENV_PYTHON, give_up, say

TOOLS = REQUIREMENTS / "tools.txt"
STAMPS = VENV / ".stamps"
NO_VENV = """Python could not make a virtual environment here (its venv or ensurepip is missing).
On Debian and Ubuntu: apt-get install python3-venv. Then run this again."""


def ensure(lock: str) -> None:
    """Make `.venv` hold what requirements/`lock`.txt names; do nothing if it already does."""
    requirements = REQUIREMENTS / f"{lock}.txt"
    stamp = STAMPS / lock
    wanted = stamps.digest([TOOLS, requirements], platform.python_version(), str(ROOT))
    if VENV_PYTHON.exists() and stamps.is_fresh(stamp, wanted):
        return
    if lock == "dev":
        _make()
    say(f"Installing Python packages from requirements/{requirements.name} …")
    _install(requirements)
    _put_on_path()
    stamps.write(stamp, wanted)


def _make() -> None:
    if not _is_usable():
        shutil.rmtree(VENV, ignore_errors=True)
        say(f"Making .venv with Python {platform.python_version()} …")
        if not _create() and not (system.apt_install("python3-venv") and _create()):
            give_up(NO_VENV)
    _pip("install", "--require-hashes", "-r", str(TOOLS))
    # Older Pythons add one, which nothing here needs and nobody would keep current.
    _pip("uninstall", "--yes", "--quiet", "setuptools")


def _pip(*arguments: str) -> None:
    command = (VENV_PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run([*command, *arguments], check=True, cwd=ROOT)


def _is_usable() -> bool:
    """Return whether the venv exists, was not moved, and uses this Python version."""
    if not VENV_PYTHON.exists():
        return False
    show = "import platform, sys; print(platform.python_version(), sys.prefix)"
    try:
        shown = subprocess.run(
            [VENV_PYTHON, "-c", show], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    version, _, prefix = shown.stdout.strip().partition(" ")
    return version == platform.python_version() and Path(prefix) == VENV


def _create() -> bool:
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, check=False)
    return made.returncode == 0


def _put_on_path() -> None:
    """Let every program of the venv import the project, from any folder."""
    (packages,) = VENV.glob("lib/python*/site-packages")
    (packages / "jobtracker.pth").write_text(f"{ROOT}\n")


def _install(requirements: Path) -> None:
    # Compile now: the machine may forbid writing bytecode later, which would double every start-up.
    uv = (VENV_BIN / "uv", "pip", "install", "--quiet", "--compile-bytecode")
    chosen = ("--require-hashes", "-r", requirements)
    done = subprocess.run(
        [*uv, "--python", VENV_PYTHON, *chosen], env=registry.for_uv(), cwd=ROOT, check=False
    )
    if done.returncode == 0:
        return
    say("uv could not install them; trying again with pip, which reads all of its own settings …")
    pip = (VENV_PYTHON, "-m", "pip", "install", "--quiet", "--compile", *chosen)
    if subprocess.run(pip, cwd=ROOT, check=False).returncode:
        give_up("The Python packages could not be installed. See pip's output above.")
