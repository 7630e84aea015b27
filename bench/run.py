"""Runs every benchmark, one after the other: `python -m bench.run [--small] [NAME …]`.

With `--small` each takes seconds and shows that it runs, not how fast.
"""

import subprocess
import sys
from pathlib import Path

from bench.sizes import FLAG

NOT_BENCHMARKS = {"load_people", "run", "sink"}
MARK = 'if __name__ == "__main__":'


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all; return 0 if all ran to the end."""
    names = [each for each in arguments if each != FLAG]
    if unknown := set(names) - set(benchmarks()):
        print(f"No measurement: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    options = [FLAG] if FLAG in arguments else []
    failed = [name for name in names or benchmarks() if not _ran(name, options)]
    if failed:
        print(f"Not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def benchmarks() -> list[str]:
    """Return the names of the modules here that can be run on their own."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return [
        path.stem
        for path in files
        if path.stem not in NOT_BENCHMARKS and MARK in path.read_text(encoding="utf-8")
    ]


def _ran(name: str, options: list[str]) -> bool:
    print(f"\n── {name}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", *options]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
