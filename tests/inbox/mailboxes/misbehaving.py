"""IMAP servers that misbehave, and a line to a real one that can be cut."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.services.ports import LOOPBACK

Talk = Callable[[socket.socket], None]


@contextmanager
def listening(talk: Talk) -> Iterator[int]:
    """Run `talk` with each connection, in a thread of its own; yield the port."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        threading.Thread(target=_accept, args=(listener, talk), daemon=True).start()
        yield int(listener.getsockname()[1])


def _accept(listener: socket.socket, talk: Talk) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_talk, args=(line, talk), daemon=True).start()


def _talk(line: socket.socket, talk: Talk) -> None:
    with line, contextlib.suppress(OSError):
        talk(line)


def encrypted(talk: Talk, context: ssl.SSLContext) -> Talk:
    """Return `talk` as said by a server that begins with TLS."""

    def inside(line: socket.socket) -> None:
        with context.wrap_socket(line, server_side=True) as safe:
            talk(safe)

    return inside


def forwarding(port: int, seen: Callable[[bytes, socket.socket], bool]) -> Talk:
    """Return a line to the server on `port`; it is cut where `seen`, told each answer, says so."""

    def forward(line: socket.socket) -> None:
        with socket.create_connection((LOOPBACK, port)) as server:
            threading.Thread(target=_pump, args=(line, server), daemon=True).start()
            while data := server.recv(4096):
                if not seen(data, line):
                    return
                line.sendall(data)

    return forward


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(4096):
            target.sendall(data)


def scripted(answers: Callable[[str, bytes], bytes], greeting: bytes = b"* OK ready\r\n") -> Talk:
    """Return a server that answers each command, `answers(tag, line)`."""

    def talk(line: socket.socket) -> None:
        line.sendall(greeting)
        for asked in line.makefile("rb"):
            tag, _, rest = asked.partition(b" ")
            line.sendall(answers(tag.decode(), rest.strip()))

    return talk
