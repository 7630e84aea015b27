"""One POST to an address that a user named: to a public host, verified, and within bounds."""

import http.client
import io
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from api.webhooks import problems
from api.webhooks.address import Address
from api.webhooks.problems import DeliveryProblem
from jobtracker.http import hosts
from jobtracker.http.bounded import BoundedReader, TimeLimits, TooLong, connect
from jobtracker.http.hosts import HostNotFound, HostRefused, LookUp

SECONDS = 10
"""How long a delivery may take, from the look-up to the end of the answer."""
MOST_READ = 64 * 1024
HEAD = 16 * 1024
"""How much the head of an answer may hold."""
CHUNK = 16 * 1024
Socket = Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; its text may be cut off."""

    status: int
    text: str


class _Line:
    """What http.client needs of a socket: it sends and reads within the limits."""

    def __init__(self, sock: Socket, limits: TimeLimits) -> None:
        self._sock, self._limits = sock, limits

    def sendall(self, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            self._sock.settimeout(self._limits.next_step())
            self._sock.sendall(data[start : start + CHUNK])

    def makefile(self, mode: str) -> io.BufferedReader:
        # The reader's buffer may take in more than is asked of it.
        reader = BoundedReader(self._sock, self._limits, MOST_READ + HEAD)
        return io.BufferedReader(reader, CHUNK)

    def close(self) -> None:
        """Stay open: the library closes what it has yet to read the answer from."""


def post(
    address: Address,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = SECONDS,
    look_up: LookUp = hosts.look_up,
) -> Answer:
    """Send a body, and return the answer, whatever its status. Raises DeliveryProblem."""
    limits = TimeLimits(step=seconds, overall=seconds)
    with _told():
        sock = _connected(address, limits, look_up)
        connection = http.client.HTTPConnection(address.host, address.port)
        connection.sock = _Line(sock, limits)
        try:
            connection.request("POST", address.path, body, {"Host": address.authority, **headers})
            return _answer(connection.getresponse())
        finally:
            sock.close()


def _answer(response: http.client.HTTPResponse) -> Answer:
    data = response.read(MOST_READ)
    if response.length and len(data) < MOST_READ:
        raise DeliveryProblem(problems.BROKEN)
    return Answer(response.status, _text(data))


def _connected(address: Address, limits: TimeLimits, look_up: LookUp) -> Socket:
    """Look the host up once, and connect to that very address; the certificate is the name's."""
    allowed = settings.WEBHOOK_ALLOW_PRIVATE_HOSTS
    found = hosts.addresses_of(
        address.host, allowed=allowed, seconds=limits.next_step(), look_up=look_up
    )
    try:
        sock = connect(found, address.port, limits)
    except TimeoutError:
        raise DeliveryProblem(problems.TOO_SLOW) from None
    except OSError:
        raise DeliveryProblem(problems.UNREACHABLE) from None
    if not address.is_encrypted:
        return sock
    try:
        sock.settimeout(limits.next_step())
        return _context(settings.WEBHOOK_CA_FILE).wrap_socket(sock, server_hostname=address.host)
    except BaseException:
        sock.close()
        raise


@cache
def _context(ca_file: str) -> ssl.SSLContext:
    """Return what certificates are verified with: the system's authorities and the operator's.

    Reading them takes longer than a delivery, so that a process does it once.
    """
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


@contextmanager
def _told() -> Iterator[None]:
    """Raise a DeliveryProblem for whatever a hostile server makes the libraries raise."""
    try:
        yield
    except HostNotFound:
        raise DeliveryProblem(problems.NOT_FOUND) from None
    except HostRefused:
        raise DeliveryProblem(problems.REFUSED) from None
    except ssl.SSLCertVerificationError:
        raise DeliveryProblem(problems.CERTIFICATE) from None
    except TimeoutError:
        raise DeliveryProblem(problems.TOO_SLOW) from None
    except (OSError, http.client.HTTPException, TooLong, ValueError):
        raise DeliveryProblem(problems.BROKEN) from None


def _text(data: bytes) -> str:
    """Return an answer as text that can be stored and shown: without control characters."""
    text = data.decode("utf-8", "replace")
    return "".join(each for each in text if each.isprintable() or each in "\n\t")
