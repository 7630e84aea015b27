"""The locks: whole, hashed, and without the address of any registry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scripts import lock
from scripts.lock import LOCKS
from scripts.paths import REQUIREMENTS, ROOT

NPM_LOCKS = [folder / "package-lock.json" for folder in lock.NPM_FOLDERS]


@pytest.mark.parametrize("name", LOCKS)
def test_every_direct_dependency_is_locked_at_a_version_it_allows(name: str) -> None:
    assert lock.direct(name)
    assert lock.unfit(name) == []


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Requirement]:
    """What pyproject.toml asks for, of every lock alike; the npm locks fit."""
    asked = [Requirement("Django>=5.2")]
    monkeypatch.setattr(lock, "direct", lambda name: asked)
    monkeypatch.setattr(lock, "pins", lambda name: {"django": "5.2.4"})
    monkeypatch.setattr(lock, "_npm_fits", lambda folder: True)
    return asked


def test_locks_that_fit_are_said_to(
    asked: list[Requirement], capsys: pytest.CaptureFixture[str]
) -> None:
    lock.main(["--check"])
    assert capsys.readouterr().out == "The locks hold all that is asked for.\n"


def test_what_a_lock_lacks_is_named_and_nothing_is_written(
    asked: list[Requirement], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lock, "write", lambda extra: pytest.fail("wrote"))
    asked[:] = [Requirement("django<5"), Requirement("gunicorn")]
    with pytest.raises(SystemExit):
        lock.main(["--check"])
    said = capsys.readouterr().err
    assert "requirements/app.txt: django<5 (locked: 5.2.4)" in said
    assert "requirements/app.txt: gunicorn (locked: None)" in said


def test_an_npm_lock_that_does_not_fit_is_named(
    tmp_path: Path,
) -> None:
    package = json.loads((ROOT / "package.json").read_text())
    package["dependencies"]["bootstrap"] = "4.0.0"
    (tmp_path / "package.json").write_text(json.dumps(package))
    (tmp_path / "package-lock.json").write_text((ROOT / "package-lock.json").read_text())
    assert not lock._npm_fits(tmp_path)
    assert all(lock._npm_fits(folder) for folder in lock.NPM_FOLDERS)


def test_without_check_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[list[str]] = []
    monkeypatch.setattr(lock, "write", written.append)
    lock.main(["--upgrade"])
    assert written == [["--upgrade"]]


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(name: str) -> None:
    blocks = lock.PIN.split((REQUIREMENTS / f"{name}.txt").read_text())
    bodies = blocks[3::3]
    assert bodies
    assert all("--hash=sha256:" in body for body in bodies)


def test_the_developers_lock_holds_the_application_s_at_the_same_versions() -> None:
    assert lock.pins("app").items() <= lock.pins("dev").items()


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
