"""Fixtures: a Dovecot for all tests of a process, and as the operator allows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.services import dovecot
from tests.services.dovecot import HOST, Dovecot
from tests.services.missing import ServiceMissing


@pytest.fixture(scope="session")
def server() -> Iterator[Dovecot]:
    """A real Dovecot; a failure that says how to get one where there is none."""
    try:
        with dovecot.running() as made:
            yield made
    except ServiceMissing as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.fixture
def imap(server: Dovecot, settings: Any) -> Dovecot:
    """The server, as the operator allows it."""
    settings.INBOX_ALLOW_PRIVATE_HOSTS = [HOST]
    settings.INBOX_PORTS = [993, 143, server.tls_port, server.port]
    settings.INBOX_CA_FILE = str(server.ca_file)
    return server
