"""The extension: the same bytes twice, its own files alone, and no more rights than it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from scripts import extension, node
from scripts.extension import SOURCE
from scripts.paths import ROOT

MANIFEST = json.loads((SOURCE / "manifest.json").read_text())
WORDS = json.loads((SOURCE / "_locales" / "en" / "messages.json").read_text())


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    first = extension.build(tmp_path / "a")
    second = extension.build(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    names = zipfile.ZipFile(first).namelist()
    assert {"manifest.json", "popup.html", "lib/api.js", "icons/128.png"} <= set(names)
    assert names == sorted(names)


def test_what_else_lies_in_the_folder_stays_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(SOURCE, tmp_path / "extension")
    for name in ("notes.json", "lib/api.orig.js", "icons/old.png"):
        (folder / name).write_text("{}")
    clean = extension.build(tmp_path / "clean").read_bytes()
    monkeypatch.setattr(extension, "SOURCE", folder)
    assert extension.build(tmp_path / "littered").read_bytes() == clean


def test_every_file_of_the_folder_goes_in() -> None:
    found = [file.relative_to(SOURCE).as_posix() for file in SOURCE.rglob("*") if file.is_file()]
    assert list(extension.FILES) == sorted(name for name in found if not name.startswith("."))


def test_it_asks_for_the_page_it_is_pressed_on_and_one_site() -> None:
    assert MANIFEST["permissions"] == ["activeTab", "scripting", "storage"]
    assert "host_permissions" not in MANIFEST
    assert not {"background", "content_scripts", "externally_connectable"} & set(MANIFEST)


def test_a_build_for_tests_names_its_host_and_differs_in_nothing_else(tmp_path: Path) -> None:
    extension.main([f"--folder={tmp_path}", "--host=http://localhost/*"])
    built = json.loads((tmp_path / "manifest.json").read_text())
    assert built.pop("host_permissions") == ["http://localhost/*"]
    assert built == MANIFEST
    for file in extension.files():
        if file.name != "manifest.json":
            assert (tmp_path / file.relative_to(SOURCE)).read_bytes() == file.read_bytes()


def test_every_word_that_is_named_is_there_and_every_word_is_used() -> None:
    texts = "".join(file.read_text() for file in extension.files() if file.suffix != ".png")
    named = set(re.findall(r'data-word="(\w+)"', texts))
    named |= set(re.findall(r'\b(?:word|say)\(\s*"(\w+)"', texts)) | set(
        re.findall(r"__MSG_(\w+)__", texts)
    )
    named |= set(re.findall(r'"(known_\w+|trouble_\w+|done_\w+)"', texts))
    kinds = re.findall(r'Trouble\("(\w+)"', texts)
    kinds += re.findall(r'\d{3}: "(\w+)"', texts)
    named |= {f"trouble_{kind}" for kind in [*kinds, "down"]} - {"trouble_permission"}
    assert named == set(WORDS)


@pytest.mark.parametrize(
    "file", [*SOURCE.glob("*.js"), *SOURCE.glob("lib/*.js"), SOURCE / "popup.html"]
)
def test_nothing_comes_from_elsewhere(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"\beval\(|new Function|innerHTML|import\(", text)
    assert not re.search(r"""(?:src|href)="(?:https?:)?//""", text)
    assert all(path.startswith("./") for path in re.findall(r'from "([^"]+)"', text))


def test_its_modules_do_what_they_say() -> None:
    npm, env = node.npm_command()
    run_node = npm[0] if npm[0] != "npm" else "node"
    done = subprocess.run(
        [run_node, "--test", "tests/extension/modules.test.mjs"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "fail 0" in done.stdout
