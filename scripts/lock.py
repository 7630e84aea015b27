"""`make lock`: the direct dependencies, resolved into hashed locks that name no registry.

`make lock ARGS=--upgrade` takes the newest of everything that pyproject.toml allows.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts import node, registry
from scripts.paths import REQUIREMENTS, ROOT, VENV_BIN

OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-annotate",
    "--custom-compile-command=make lock",
)
LOCKS = {
    "app": ("pyproject.toml",),
    "dev": ("pyproject.toml", "--group=dev", "--constraints=requirements/app.txt"),
    "node": ("--group=node",),
    "tools": ("--group=tools",),
}
"""What each lock is made from; `dev` holds all of `app`, at the same versions."""


def main(extra: list[str]) -> None:
    """Write requirements/*.txt and both package-lock.json anew."""
    env = registry.for_uv()
    for name, sources in LOCKS.items():
        output = REQUIREMENTS / f"{name}.txt"
        command = ["pip", "compile", *OPTIONS, *sources, *extra]
        subprocess.run(
            [VENV_BIN / "uv", *command, "-o", output.relative_to(ROOT)],
            env=env,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    for folder in (ROOT, ROOT / "scripts" / "chromium_npm"):
        _lock_npm(folder)


def _lock_npm(folder: Path) -> None:
    npm, env = node.npm_command()
    command = [*npm, "install", "--package-lock-only", "--loglevel=error"]
    subprocess.run(command, cwd=folder, env=env, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
