"""Chooses the port for `make run` and checks that it is free."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

from scripts.paths import give_up

DEFAULT = 8000
HIGHEST = 65535
# A browser may use either for http://localhost/, so another program must be on neither.
LOCALHOST = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def chosen(text: str | None) -> int:
    """Return the port that PORT names, or the default; give up if it is not a port number."""
    if not text:
        return DEFAULT
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST):
        give_up(f"PORT must be a number from 1 to {HIGHEST}; it is {text!r}.")
    return int(text)


def is_free(port: int) -> bool:
    """Return whether a server could bind this port on both addresses of `localhost`."""
    return all(_can_bind(family, host, port) for family, host in LOCALHOST)


def _can_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family) as probe:
            # Like gunicorn, count a port in TIME_WAIT, of a server that just ended, as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as problem:
        # Any other error means that this machine lacks the address, so its port is not taken.
        return problem.errno not in {errno.EADDRINUSE, errno.EACCES}
    return True


def must_be_free(port: int, free: Callable[[int], bool] = is_free) -> None:
    """Give up, naming the next free port, if another program uses this one."""
    if free(port):
        return
    others = (other for other in range(port + 1, min(port + 100, HIGHEST) + 1) if free(other))
    other = next(others, None)
    hint = f" This one is free: PORT={other} make run" if other else ""
    give_up(
        f"Port {port} cannot be used: another program holds it, or it is not ours to take.{hint}"
    )
