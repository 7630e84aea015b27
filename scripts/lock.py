"""`make lock`: resolves the direct dependencies into hashed lock files that name no registry.

`make lock ARGS=--upgrade` takes the newest versions that pyproject.toml allows.
`make lock ARGS=--check` changes nothing and uses no registry: it reports what the locks lack.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from scripts import node, registry
from scripts.paths import REQUIREMENTS, ROOT, VENV_BIN, give_up, say

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
"""The sources of each lock; `dev` includes all of `app`, at the same versions."""


PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^\s;]+)", re.MULTILINE)
SCRIPTS = ROOT / "scripts"
NPM_FOLDERS = (ROOT, SCRIPTS / "chromium_npm", SCRIPTS / "addons_linter_npm")


def main(arguments: list[str]) -> None:
    """Write the locks, or check that they match what is required."""
    if arguments == ["--check"]:
        check()
    else:
        write(arguments)


def check() -> None:
    """Give up if a lock does not match pyproject.toml or package.json."""
    found = [f"requirements/{name}.txt: {each}" for name in LOCKS for each in unfit(name)]
    found += [str(folder / "package-lock.json") for folder in NPM_FOLDERS if not _npm_fits(folder)]
    if found:
        give_up("\n".join(["The locks do not fit; run `make lock`.", *found]))
    say("The locks hold all that is asked for.")


def unfit(name: str) -> list[str]:
    """Return the direct dependencies that a lock lacks, or has at a version they do not allow."""
    locked = pins(name)
    found = {wanted: locked.get(wanted.name.lower()) for wanted in direct(name)}
    return [
        f"{wanted} (locked: {version})"
        for wanted, version in found.items()
        if version is None or not wanted.specifier.contains(version)
    ]


def pins(name: str) -> dict[str, str]:
    """Return the version of each package in a lock."""
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    return {found["name"]: found["version"] for found in PIN.finditer(text)}


def direct(name: str) -> list[Requirement]:
    """Return the direct dependencies of a lock, from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    own = project["dependency-groups"].get(name, [])
    base = project["project"]["dependencies"] if name in {"app", "dev"} else []
    return [Requirement(line) for line in [*base, *own]]


def _npm_fits(folder: Path) -> bool:
    npm, env = node.npm_command()
    command = [*npm, "ls", "--package-lock-only", "--offline", "--loglevel=error"]
    return subprocess.run(command, cwd=folder, env=env, check=False).returncode == 0


def write(extra: list[str]) -> None:
    """Write requirements/*.txt and each package-lock.json."""
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
    for folder in NPM_FOLDERS:
        _lock_npm(folder)


def _lock_npm(folder: Path) -> None:
    npm, env = node.npm_command()
    command = [*npm, "install", "--package-lock-only", "--loglevel=error"]
    subprocess.run(command, cwd=folder, env=env, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
