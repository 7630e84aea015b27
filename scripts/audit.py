"""`make audit`: asks OSV.dev which locked packages have known vulnerabilities.

It needs a network that reaches OSV.dev; where there is none it says so, and is no failure. With
``--tell`` nothing is: a change must pass on any day, whatever became known the day before.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Callable
from typing import Any, NamedTuple

from scripts.lock import LOCKS, NPM_FOLDERS, pins
from scripts.paths import say

URL = "https://api.osv.dev/v1/querybatch"
PAGE = "https://osv.dev/vulnerability/"
BATCH = 500
SECONDS = 30
TELL = "--tell"
NO_NETWORK = "Nothing was looked up: no network here reaches OSV.dev."


class Package(NamedTuple):
    """A locked package."""

    ecosystem: str
    name: str
    version: str


Ask = Callable[[list[Package]], list[list[str]]]


def status(arguments: list[str], ask: Ask | None = None) -> int:
    """Run the look-up and return the exit status."""
    return 1 if main(ask) and TELL not in arguments else 0


def main(ask: Ask | None = None) -> int:
    """Print the known vulnerabilities; return how many packages have some."""
    packages = locked()
    try:
        known = (ask or ask_osv)(packages)
    except (OSError, ValueError):
        say(NO_NETWORK)
        return 0
    found = [(package, ids) for package, ids in zip(packages, known, strict=True) if ids]
    for package, ids in found:
        say(f"{package.name} {package.version}: {', '.join(PAGE + each for each in ids)}")
    say(f"{len(packages)} locked packages, {len(found)} with known vulnerabilities.")
    return len(found)


def locked() -> list[Package]:
    """Return the packages of all locks, each once."""
    found = {
        Package("PyPI", name, version) for lock in LOCKS for name, version in pins(lock).items()
    }
    for folder in NPM_FOLDERS:
        lock = json.loads((folder / "package-lock.json").read_text())
        for path, entry in lock["packages"].items():
            if path:
                found.add(Package("npm", path.rpartition("node_modules/")[2], entry["version"]))
    return sorted(found)


def ask_osv(packages: list[Package], url: str = URL) -> list[list[str]]:
    """Return the vulnerabilities of each package. Raises OSError or ValueError if none answers."""
    found: list[list[str]] = []
    for start in range(0, len(packages), BATCH):
        part = packages[start : start + BATCH]
        found += [_ids(result) for result in _answer(url, part)]
    if len(found) != len(packages):
        raise ValueError("an answer for each package was expected")
    return found


def _answer(url: str, packages: list[Package]) -> list[dict[str, Any]]:
    queries = [
        {"package": {"ecosystem": each.ecosystem, "name": each.name}, "version": each.version}
        for each in packages
    ]
    request = urllib.request.Request(  # noqa: S310  (the address is ours)
        url, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        read = json.load(answer)
    if not isinstance(read, dict) or not isinstance(read.get("results"), list):
        raise ValueError("this is no answer of OSV.dev")  # noqa: TRY004
    return list(read["results"])


def _ids(result: dict[str, Any]) -> list[str]:
    return [str(each["id"]) for each in result.get("vulns", [])]


if __name__ == "__main__":
    sys.exit(status(sys.argv[1:]))
