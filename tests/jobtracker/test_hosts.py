"""The guard on hosts that users name: public addresses only, looked up once."""

from __future__ import annotations

import socket
import time
from ipaddress import ip_address

import pytest

from jobtracker.http.hosts import HostNotFound, HostRefused, addresses_of, is_public, look_up

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "192.167.255.255",
    "223.255.255.254",
    "2606:4700:4700::1111",
    "2a00:1450:4009:80b::200e",
    "2001:4860:4860::8888",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]
NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:0:808:808::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "2002:c0a8:101::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_on_the_internet(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_on_the_internet(address: str) -> None:
    assert not is_public(ip_address(address))


def found(host: str, *answers: str, allowed: tuple[str, ...] = ()) -> list[str]:
    return addresses_of(host, allowed=allowed, seconds=5, look_up=lambda _: list(answers))


def test_a_public_host_keeps_the_order_of_its_addresses() -> None:
    assert found("imap.example.org", "2606:4700::1", "1.1.1.1") == ["2606:4700::1", "1.1.1.1"]


@pytest.mark.parametrize("answers", [("10.0.0.1",), ("1.1.1.1", "10.0.0.1"), ("fe80::1%eth0",)])
def test_one_address_that_is_not_public_is_enough(answers: tuple[str, ...]) -> None:
    with pytest.raises(HostRefused):
        found("imap.example.org", *answers)


@pytest.mark.parametrize("allowed", ["imap.lan", "IMAP.LAN", "imap.lan."])
def test_the_operator_allows_a_host_by_its_name(allowed: str) -> None:
    assert found("Imap.lan.", "10.0.0.1", allowed=(allowed,)) == ["10.0.0.1"]


def test_a_host_that_is_allowed_allows_no_other() -> None:
    with pytest.raises(HostRefused):
        found("other.lan", "10.0.0.1", allowed=("imap.lan", "lan"))


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "::1", "localhost"]
)
def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    with pytest.raises((HostRefused, HostNotFound)):
        addresses_of(host, allowed=(), seconds=5)


def test_a_host_without_an_address_cannot_be_reached() -> None:
    def nothing(_: str) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    for look_up_ in (nothing, lambda _: []):
        with pytest.raises(HostNotFound):
            addresses_of("nowhere.example", allowed=(), seconds=5, look_up=look_up_)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "..", "x\x00y"])
def test_a_name_that_is_none_cannot_be_reached(host: str) -> None:
    with pytest.raises(HostNotFound):
        addresses_of(host, allowed=(), seconds=5)


def test_a_name_server_that_hangs_is_not_waited_for() -> None:
    began = time.monotonic()
    with pytest.raises(HostNotFound):
        addresses_of("slow.example", allowed=(), seconds=0.1, look_up=lambda _: time.sleep(3) or [])
    assert time.monotonic() - began < 2


def test_addresses_of_this_machine_are_really_looked_up() -> None:
    assert set(look_up("localhost")) <= {"127.0.0.1", "::1"}
