"""An IMAP client whose server can neither keep it waiting nor fill its memory."""

import imaplib
import io
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from jobtracker.http.bounded import BoundedReader, TimeLimits, connect

LONGEST_LINE = 1024 * 1024
LINES = 2 * 1024 * 1024
"""How many bytes an answer may have beside the mail that was asked for."""


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
        self.sock = connect(self._addresses, port, self._limits)
        try:
            if self._tls is not None:
                self.sock = self._tls.wrap_socket(self.sock, server_hostname=host)
        except BaseException:
            self.sock.close()
            raise
        self._read_from_socket()

    def _read_from_socket(self) -> None:
        self._raw = BoundedReader(self.sock, self._limits, LINES)
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
