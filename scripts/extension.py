"""`make extension`: builds the browser extension into dist/, and checks it as Mozilla does.

The same sources give the same bytes. `--folder FOLDER --host PATTERN` writes it unpacked for the
tests instead, with its host allowed from the start: nobody can press the browser's question there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from scripts import node, stamps
from scripts.paths import ROOT, give_up, say

SOURCE = ROOT / "extension"
DIST = ROOT / "dist"
LOCKED = ROOT / "scripts" / "addons_linter_npm"
LINTER = ROOT / ".cache" / "addons-linter"
SINCE = (1980, 1, 1, 0, 0, 0)
FILES = (
    "_locales/en/messages.json",
    "icons/128.png",
    "icons/16.png",
    "icons/32.png",
    "icons/48.png",
    "lib/api.js",
    "lib/connection.js",
    "lib/drafts.js",
    "lib/fields.js",
    "lib/page.js",
    "lib/site.js",
    "lib/words.js",
    "manifest.json",
    "popup.css",
    "popup.html",
    "popup.js",
)
"""All that goes in, sorted: whatever else lies in the folder stays out."""


def main(arguments: list[str]) -> None:
    """Build the zip and check it; or write the folder that the tests load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--host", action="append", default=[])
    chosen = parser.parse_args(arguments)
    if chosen.folder:
        unpack(chosen.folder, chosen.host)
        return
    built = build()
    say(f"Built {built.relative_to(ROOT)}. Checking it …")
    lint(built)


def files() -> list[Path]:
    """Return the extension's files, sorted by name."""
    return [SOURCE / name for name in FILES]


def build(folder: Path = DIST) -> Path:
    """Write the zip, and return its path."""
    version = json.loads((SOURCE / "manifest.json").read_text())["version"]
    folder.mkdir(parents=True, exist_ok=True)
    built = folder / f"jobtracker-capture-{version}.zip"
    with zipfile.ZipFile(built, "w", zipfile.ZIP_STORED) as archive:
        for file in files():
            entry = zipfile.ZipInfo(file.relative_to(SOURCE).as_posix(), SINCE)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, file.read_bytes())
    return built


def unpack(folder: Path, hosts: list[str]) -> None:
    """Write the extension into a folder, with hosts it may ask without the browser's question."""
    for file in files():
        copy = folder / file.relative_to(SOURCE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    manifest = json.loads((SOURCE / "manifest.json").read_text())
    if hosts:
        manifest["host_permissions"] = hosts
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2))


def lint(built: Path) -> None:
    """Give up if addons-linter, which `web-ext lint` runs, has an error or a warning."""
    program, env = _linter()
    command = [*program, "--output=json", "--warnings-as-errors", str(built)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        give_up(f"addons-linter could not be run:\n{done.stderr or done.stdout}")
    said = [*found["errors"], *found["warnings"]]
    for each in said:
        print(f"{each.get('file') or built.name}: {each['message']} ({each['code']})")
    if said or done.returncode:
        give_up(f"addons-linter has {len(said)} objections.")
    say("addons-linter has no objections.")


def _linter() -> tuple[list[str], dict[str, str]]:
    """Return the command that runs the linter, which is fetched if needed, and its environment."""
    npm, env = node.npm_command()
    names = ("package.json", "package-lock.json", ".npmrc")
    wanted = stamps.digest(LOCKED / name for name in names)
    if not stamps.is_fresh(LINTER / ".stamp", wanted):
        say("Fetching addons-linter …")
        LINTER.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(LOCKED / name, LINTER / name)
        fetched = subprocess.run(
            [*npm, "ci", "--loglevel=error"],
            cwd=LINTER,
            env=env,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if fetched.returncode:
            give_up("addons-linter could not be fetched. See npm's output above.")
        stamps.write(LINTER / ".stamp", wanted)
    run_node = npm[0] if npm[0] != "npm" else "node"
    return [run_node, str(LINTER / "node_modules" / "addons-linter" / "bin" / "addons-linter")], env


if __name__ == "__main__":
    main(sys.argv[1:])
