"""Connections to hosts that users name: they can neither keep us waiting nor fill our memory."""

import io
import socket
import time
from collections.abc import Sequence
from typing import Any

CONNECT_SECONDS = 3
"""How long one of several addresses is tried before the next."""


class TooLong(Exception):
    """The other side has sent more than it may."""


class TimeLimits:
    """How long one step may take, and how long all of them together."""

    def __init__(self, *, step: float, overall: float) -> None:
        self._step, self._end = step, time.monotonic() + overall

    def next_step(self) -> float:
        """Return how many seconds the next step may take. Raises TimeoutError if it is too late."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is over")
        return min(self._step, left)


class BoundedReader(io.RawIOBase):
    """Reads from a socket within the time limits, and no more bytes than were allowed."""

    def __init__(self, sock: socket.socket, limits: TimeLimits, allowed: int) -> None:
        self._sock, self._limits, self.allowed = sock, limits, allowed

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what has arrived, or wait for it."""
        self._sock.settimeout(self._limits.next_step())
        count = self._sock.recv_into(buffer)
        self.allowed -= count
        if self.allowed < 0:
            raise TooLong("the answer is too long")
        return count


def connect(addresses: Sequence[str], port: int, limits: TimeLimits) -> socket.socket:
    """Connect to the first of the addresses that answers. Raises OSError if none does."""
    *others, last = addresses
    for address in others:
        try:
            seconds = min(CONNECT_SECONDS, limits.next_step())
            return socket.create_connection((address, port), seconds)
        except OSError:
            continue
    return socket.create_connection((last, port), limits.next_step())
