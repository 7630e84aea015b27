"""Prints the path of the Chromium in the npm package @sparticuz/chromium, unpacked into .cache/."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from scripts import node, stamps
from scripts.paths import ROOT, give_up

LOCKED = ROOT / "scripts" / "chromium_npm"
HOME = ROOT / ".cache" / "chromium"
UNPACK = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(console.log)"


def main() -> None:
    """Fetch and unpack it if needed, and print the path as the last line."""
    HOME.mkdir(parents=True, exist_ok=True)
    command, env = node.npm_command()
    env = {**env, "TMPDIR": str(HOME)}
    _fetch([*command, "ci", "--loglevel=error"], env)
    run_node = command[0] if command[0] != "npm" else "node"
    unpacked = subprocess.run(
        [run_node, "-e", UNPACK], cwd=HOME, env=env, capture_output=True, text=True, check=False
    )
    if unpacked.returncode:
        give_up(f"@sparticuz/chromium could not be unpacked:\n{unpacked.stderr}")
    print(unpacked.stdout.strip())


def _fetch(npm_ci: list[str], env: dict[str, str]) -> None:
    names = ("package.json", "package-lock.json", ".npmrc")
    wanted = stamps.digest(Path(LOCKED / name) for name in names)
    if stamps.is_fresh(HOME / ".stamp", wanted):
        return
    for name in names:
        shutil.copy(LOCKED / name, HOME / name)
    if subprocess.run(npm_ci, cwd=HOME, env=env, stdout=subprocess.DEVNULL, check=False).returncode:
        give_up("@sparticuz/chromium could not be fetched. See npm's output above.")
    stamps.write(HOME / ".stamp", wanted)


if __name__ == "__main__":
    main()
