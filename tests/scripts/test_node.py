"""Which node will do, and the npm that a wheel brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import node


@pytest.mark.parametrize("version", ["v18.0.0\n", "v20.20.2\n", "v24.19.0", "v100.1.0"])
def test_new_enough(version: str) -> None:
    assert node.is_new_enough(version)


@pytest.mark.parametrize("version", ["v16.20.0\n", "v8.1.0", "", "node: not found", "vNext"])
def test_too_old_or_no_version_at_all(version: str) -> None:
    assert not node.is_new_enough(version)


def test_without_node_npm_comes_from_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(node.venv, "ensure", installed.append)
    monkeypatch.setattr(node, "_wheel_home", lambda: tmp_path / "wheel")
    command, env = node.npm_command()
    assert installed == ["node"]
    assert command == [
        str(tmp_path / "wheel" / "bin" / "node"),
        str(tmp_path / "wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]
    assert env["PATH"].split(":")[0] == str(tmp_path / "wheel" / "bin")
