"""An IMAP client whose server can neither keep it waiting nor fill its memory."""

import imaplib
import io
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

LONGEST_LINE = 1024 * 1024
LINES = 2 * 1024 * 1024
"""How many bytes an answer may have beside the mail that was asked for."""


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

    def __init__(self, sock: socket.socket, limits: TimeLimits) -> None:
        self._sock, self._limits, self.allowed = sock, limits, LINES

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what has arrived, or wait for it."""
        self._sock.settimeout(self._limits.next_step())
        count = self._sock.recv_into(buffer)
        self.allowed -= count
        if self.allowed < 0:
            raise imaplib.IMAP4.abort("the answer is too long")
        return count


class BoundedClient(imaplib.IMAP4):
    """Connects to the first of ``addresses`` that answers; the certificate is the host's."""

    sock: socket.socket

    def __init__(
        self,
        host: str,
        port: int,
        *,
        addresses: Sequence[str],
        limits: TimeLimits,
        tls: ssl.SSLContext | None,
    ) -> None:
        self._addresses, self._limits, self._tls = addresses, limits, tls
        super().__init__(host, port, limits.next_step())

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Connect, and begin with TLS unless STARTTLS does so later."""
        self.host, self.port = host, port
        self.sock = self._connected()
        try:
            if self._tls is not None:
                self.sock = self._tls.wrap_socket(self.sock, server_hostname=host)
        except BaseException:
            self.sock.close()
            raise
        self._read_from_socket()

    def _connected(self) -> socket.socket:
        *others, last = self._addresses
        for address in others:
            try:
                return socket.create_connection((address, self.port), self._limits.next_step())
            except OSError:
                continue
        return socket.create_connection((last, self.port), self._limits.next_step())

    def _read_from_socket(self) -> None:
        self._raw = BoundedReader(self.sock, self._limits)
        self._buffered, self._read_of = io.BufferedReader(self._raw, 65536), self.sock

    def _reader(self) -> "io.BufferedReader[BoundedReader]":
        # After STARTTLS it is another socket; what came before in plain text is dropped.
        if self._read_of is not self.sock:
            self._read_from_socket()
        return self._buffered

    def allow(self, more: int = 0) -> None:
        """Begin a command whose answer may have so many bytes beyond its lines."""
        self.untagged_responses.clear()
        self._reader()
        self._raw.allowed = LINES + more

    def read(self, size: int) -> bytes:
        """Read a part of an answer whose size the server has named."""
        reader = self._reader()
        if size > self._raw.allowed + len(reader.peek() if size else b""):
            raise self.abort("the answer is too long")
        return reader.read(size)

    def readline(self) -> bytes:
        """Read a line of an answer."""
        line = self._reader().readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            raise self.abort("the line is too long")
        return line

    def send(self, data: Any) -> None:
        """Send a command."""
        self.sock.settimeout(self._limits.next_step())
        self.sock.sendall(data)

    def shutdown(self) -> None:
        """Close the connection."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            # The library has made one for STARTTLS, which would keep the socket open.
            if file := getattr(self, "file", None):
                file.close()
        self.sock.close()
