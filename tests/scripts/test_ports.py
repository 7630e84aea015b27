"""The port of `make run`."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from scripts import ports
from tests.services.ports import free_port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    ("text", "port"), [(None, 8000), ("", 8000), ("1", 1), ("8001", 8001), ("65535", 65535)]
)
def test_the_port_is_the_one_named_or_the_default(text: str | None, port: int) -> None:
    assert ports.chosen(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80a", "8000 ", "eighty", "٨٠٠٠", "1e3"])
def test_what_is_no_port_is_refused_with_a_sentence(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        ports.chosen(text)
    assert ended.value.code == 1
    assert f"PORT must be a number from 1 to 65535; it is {text!r}." in capsys.readouterr().err


def test_a_port_that_is_listened_on_is_not_free(taken: int) -> None:
    assert not ports.is_free(taken)


def test_a_port_that_is_listened_on_by_its_newer_address_is_not_free() -> None:
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        assert ports.is_free(free_port())  # this machine has no such address: no hindrance
        return
    with server:
        assert not ports.is_free(server.getsockname()[1])


def test_a_port_that_nobody_holds_is_free(taken: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]
    assert ports.is_free(free)


def test_a_port_just_left_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            line, _ = server.accept()
            line.close()  # the server hangs up first: the port goes into TIME_WAIT
            client.recv(1)
    assert ports.is_free(port)


def test_a_free_port_passes_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    ports.must_be_free(8000, free=lambda port: True)
    assert capsys.readouterr() == ("", "")


def test_a_taken_port_is_told_with_the_next_free_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ports.must_be_free(8000, free=lambda port: port >= 8003)
    said = capsys.readouterr().err
    assert "Port 8000 cannot be used: another program holds it" in said
    assert "PORT=8003 make run" in said


@pytest.mark.parametrize("port", [8000, 65535])
def test_where_no_other_is_free_none_is_named(
    port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        ports.must_be_free(port, free=lambda port: False)
    assert "make run" not in capsys.readouterr().err
