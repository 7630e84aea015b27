"""gunicorn as in production: started, asked for a first page, and weighed."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.services.ports import LOOPBACK, free_port

START_SECONDS = 30
WORKERS = 2
PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
"""What the proxy in front of the server adds."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is served: the arguments for gunicorn, and the page that answers to anybody."""

    arguments: tuple[str, ...]
    sign_in: str
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, its first process, and the seconds until it first answered."""

    port: int
    process: int
    first_answer: float

    def memory(self) -> tuple[float, float] | None:
        """The MiB of the workers, and of the first process, each with its part of what they share.

        None where the system does not tell: only Linux does.
        """
        if not Path("/proc/self/smaps_rollup").exists():
            return None
        workers = sum(map(_proportional_set_size, _children(self.process)))
        return workers, _proportional_set_size(self.process)


@contextmanager
def running(site: Site, log: Path) -> Iterator[Server]:
    """Run the server until the block ends; what it says goes to ``log``."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", *site.arguments),
        *("--bind", f"{LOOPBACK}:{port}", "--workers", str(WORKERS), "--threads", "4"),
    ]
    # Compiled code is kept, as in the image, whatever the shell says.
    env = os.environ | site.environment | {"PYTHONDONTWRITEBYTECODE": ""}
    with log.open("ab") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=out, env=env)
        try:
            _wait_for(process, port, site.sign_in, log)
            yield Server(port, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()
            process.wait()


def answer(port: int, path: str, cookie: str = "") -> tuple[int, bytes]:
    """Ask over a new connection, as a proxy does; return the status and the page."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=START_SECONDS)
    try:
        connection.request("GET", path, headers={"Cookie": cookie, **PROXY})
        got = connection.getresponse()
        return got.status, got.read()
    finally:
        connection.close()


def _wait_for(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            status, _page = answer(port, path)
        except OSError:
            time.sleep(0.005)
            continue
        if status == http.HTTPStatus.OK:
            return
        raise SystemExit(f"{path} answered {status}:\n{log.read_text()[-2000:]}")
    raise SystemExit(
        f"no answer, or not within {START_SECONDS} seconds:\n{log.read_text()[-2000:]}"
    )


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def _proportional_set_size(process: int) -> float:
    """The MiB of a process, where a page that two processes share counts half."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    size = next(row for row in rows if row.startswith("Pss:"))
    return int(size.split()[1]) / 1024
