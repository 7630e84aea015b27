"""Every measurement, one after the other: `python -m bench.run [NAME …]`."""

import subprocess
import sys
from pathlib import Path

NO_MEASUREMENT = {"__init__", "run", "database", "people", "sink"}
MARK = 'if __name__ == "__main__":'


def main(names: list[str]) -> int:
    """Run those that are named, or all; the status is 0 where all ran to their end."""
    failed = [name for name in names or found() if not _ran(name)]
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


def _ran(name: str) -> bool:
    print(f"\n── {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
