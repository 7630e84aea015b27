"""The locks: whole, hashed, and without the address of any registry."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scripts.lock import LOCKS
from scripts.paths import REQUIREMENTS, ROOT

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^\s;]+)", re.MULTILINE)
NPM_LOCKS = (ROOT / "package-lock.json", ROOT / "scripts" / "chromium_npm" / "package-lock.json")


def pins(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    return {found["name"]: found["version"] for found in PIN.finditer(text)}


def direct(name: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    own = project["dependency-groups"].get(name, [])
    base = project["project"]["dependencies"] if name in {"app", "dev"} else []
    return [Requirement(line) for line in [*base, *own]]


@pytest.mark.parametrize("name", LOCKS)
def test_every_direct_dependency_is_locked_at_a_version_it_allows(name: str) -> None:
    locked, wanted = pins(name), direct(name)
    assert wanted
    for requirement in wanted:
        version = locked[requirement.name.lower()]
        assert requirement.specifier.contains(version), f"{requirement}: {version}; make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(name: str) -> None:
    blocks = PIN.split((REQUIREMENTS / f"{name}.txt").read_text())
    bodies = blocks[3::3]
    assert bodies
    assert all("--hash=sha256:" in body for body in bodies)


def test_the_developers_lock_holds_the_application_s_at_the_same_versions() -> None:
    assert pins("app").items() <= pins("dev").items()


@pytest.mark.parametrize("file", sorted(REQUIREMENTS.glob("*.txt")), ids=lambda file: file.name)
def test_a_python_lock_names_no_registry(file: Path) -> None:
    assert "://" not in file.read_text()
    assert "index-url" not in file.read_text()


@pytest.mark.parametrize("file", NPM_LOCKS, ids=lambda file: file.parent.name)
def test_an_npm_lock_names_no_registry_and_has_every_digest(file: Path) -> None:
    packages = json.loads(file.read_text())["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}
    assert fetched
    for name, entry in fetched.items():
        assert "resolved" not in entry, name
        assert entry["integrity"].startswith("sha512-"), name
