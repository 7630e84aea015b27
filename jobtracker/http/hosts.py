"""Guards hosts that users name: a connection goes to a public address only.

A host is looked up once, and the connection goes to that very address, so that a second answer of
its name server cannot lead elsewhere.
"""

import queue
import socket
import threading
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

LookUp = Callable[[str], list[str]]
Address = IPv4Address | IPv6Address

MOST_ADDRESSES = 8
NOT_PUBLIC_4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    )
)  # fmt: skip
PUBLIC_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "3fff::/20"))
MAPPED, NAT64, SIX_TO_FOUR = map(IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96", "2002::/16"))


class HostNotFound(Exception):
    """No name server knows the host, or none has answered in time."""


class HostRefused(Exception):
    """The host leads to an address that is not public, and the operator has not allowed it."""


def is_public(address: Address) -> bool:
    """Return whether an address is on the internet; so must be an IPv4 address inside it."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_4)
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address in PUBLIC_6 and not any(address in network for network in NOT_PUBLIC_6)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address to which a packet for ``address`` would go in the end."""
    if address in MAPPED or address in NAT64:
        return IPv4Address(address.packed[-4:])
    return IPv4Address(address.packed[2:6]) if address in SIX_TO_FOUR else None


def look_up(host: str) -> list[str]:
    """Return the addresses of a host. Raises OSError if it has none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def addresses_of(
    host: str, *, allowed: Iterable[str], seconds: float, look_up: LookUp = look_up
) -> list[str]:
    """Return the addresses to connect to, from one look-up that takes ``seconds`` at most.

    Raises HostNotFound if there are none, and HostRefused if any of them is not public and the
    host is not one of those ``allowed``.
    """
    try:
        found = _within(seconds, lambda: look_up(host))[:MOST_ADDRESSES]
    except (OSError, ValueError):
        raise HostNotFound from None
    if not found:
        raise HostNotFound
    if not is_allowed(host, allowed) and not all(is_public(_parsed(each)) for each in found):
        raise HostRefused
    return found


def is_allowed(host: str, allowed: Iterable[str]) -> bool:
    """Return whether the operator has allowed a host by its name."""
    return _plain(host) in {_plain(each) for each in allowed}


def _plain(host: str) -> str:
    return host.strip().rstrip(".").casefold()


def _parsed(address: str) -> Address:
    return ip_address(address.partition("%")[0])


def _within(seconds: float, ask: Callable[[], list[str]]) -> list[str]:
    """Return the answer of ``ask``, which has no time limit of its own, or raise TimeoutError."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(ask())
        except Exception as problem:
            answers.put(problem)

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer
