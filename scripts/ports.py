"""Is the port for `make run` one, and is it free?"""

from __future__ import annotations

import socket
from collections.abc import Callable

from scripts.paths import give_up

DEFAULT = 8000
HIGHEST = 65535


def chosen(text: str | None) -> int:
    """Return the port that PORT names, or the default; give up where it is no port number."""
    if not text:
        return DEFAULT
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST):
        give_up(f"PORT must be a number from 1 to {HIGHEST}; it is {text!r}.")
    return int(text)


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Say whether a server could listen on `host` and `port` now."""
    with socket.socket() as probe:
        # As gunicorn does: a port in TIME_WAIT, of a server that just ended, is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def must_be_free(port: int, free: Callable[[int], bool] = is_free) -> None:
    """Give up with the next free port where another program holds this one."""
    if free(port):
        return
    others = (other for other in range(port + 1, min(port + 100, HIGHEST) + 1) if free(other))
    other = next(others, None)
    hint = f" This one is free: PORT={other} make run" if other else ""
    give_up(f"Port {port} cannot be used: another program holds it.{hint}")
