"""A server of the tests' own that receives webhooks, or misbehaves."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import time_machine
from standardwebhooks import Webhook as Verifier

HOST = "127.0.0.1"
Line = Callable[[socket.socket], None]


class Received(NamedTuple):
    """What came with one request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def data(self) -> Any:
        return json.loads(self.body)["data"]

    def verified(self, secret: str, now: datetime) -> Any:
        """What it says, if the library finds the signature right and new at ``now``."""
        with time_machine.travel(now, tick=False):
            return Verifier(secret).verify(self.body, self.headers)


class Receiver:
    """Keeps what came, and answers with the next of ``statuses``; the last one stays."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = server.server_address[1]
        self.came: list[Received] = []
        self.statuses: list[int] = [200]
        self.headers: dict[str, str] = {}
        self.answer = b"thanks"

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/hook?to=me"

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.came]

    @property
    def sequences(self) -> list[int]:
        return [each.data["sequence"] for each in self.came]

    def status(self) -> int:
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def receiving(tls: ssl.SSLContext | None = None, kind: type[Receiver] = Receiver) -> Iterator[Any]:
    """A receiver that listens meanwhile."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.came.append(Received(self.path, headers, body))
            self.send_response(receiver.status())
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(receiver.answer)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(receiver.answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        receiver = kind(server)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield receiver
        server.shutdown()
        thread.join(5)


@contextmanager
def listening(does: Line) -> Iterator[int]:
    """A port on which each connection gets this treatment."""

    def treat(line: socket.socket) -> None:
        with line, suppress(OSError):
            does(line)

    def accept() -> None:
        with suppress(OSError):
            while True:
                line, _from = listener.accept()
                threading.Thread(target=treat, args=(line,), daemon=True).start()

    with socket.create_server((HOST, 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def looked_up(*answers: Sequence[str]) -> Callable[[str], list[str]]:
    """A name server that gives one answer after the other; the last one stays."""
    left = list(answers)

    def look_up(host: str) -> list[str]:
        return list(left.pop(0) if len(left) > 1 else left[0])

    return look_up
