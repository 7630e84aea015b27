"""Every measurement, one after the other: `python -m bench.run [--small] [NAME …]`.

With `--small` each of them takes seconds and shows that it runs, not how fast.
"""

import subprocess
import sys
from pathlib import Path

from bench.sizes import FLAG

NO_MEASUREMENT = {"run", "sink"}
MARK = 'if __name__ == "__main__":'


def main(arguments: list[str]) -> int:
    """Run those that are named, or all; the status is 0 where all ran to their end."""
    names = [each for each in arguments if each != FLAG]
    if unknown := set(names) - set(found()):
        print(f"No measurement: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    options = [FLAG] if FLAG in arguments else []
    failed = [name for name in names or found() if not _ran(name, options)]
    if failed:
        print(f"Not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def found() -> list[str]:
    """The names of the modules here that can be run by themselves."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return [
        path.stem
        for path in files
        if path.stem not in NO_MEASUREMENT and MARK in path.read_text(encoding="utf-8")
    ]


def _ran(name: str, options: list[str]) -> bool:
    print(f"\n── {name}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", *options]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
