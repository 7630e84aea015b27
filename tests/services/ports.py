"""Free ports, and waiting until something answers on one."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """Return a TCP port on loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def answers(port: int, question: bytes, expected: bytes) -> bool:
    """Send `question` to a port of this machine, and say whether `expected` comes back."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as line:
            line.sendall(question)
            return expected in line.recv(1024)
    except OSError:
        return False


def wait_until(ready: Callable[[], bool], seconds: float, alive: Callable[[], bool]) -> bool:
    """Ask `ready` again and again; False once the time is over or `alive` says no."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and alive():
        if ready():
            return True
        time.sleep(0.05)
    return False
