"""The installation that the tests here break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import mail_server, stage
from tests.faults.mail_server import MailServer
from tests.faults.stage import Broker, Cluster, Stage


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL that may be stopped."""
    home = tmp_path_factory.mktemp("pg")
    for folder in (home, home.parent, home.parent.parent):
        folder.chmod(0o755)
    with stage.cluster(home) as made:
        yield made


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A Redis that may be stopped."""
    home = tmp_path / "redis"
    home.mkdir()
    made = Broker(home)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def mails() -> Iterator[MailServer]:
    """A mail server that may misbehave."""
    with mail_server.running() as server:
        yield server


@pytest.fixture
def on_stage(
    cluster: Cluster, broker: Broker, mails: MailServer, tmp_path: Path
) -> Iterator[Stage]:
    """The whole installation; its processes are killed afterwards."""
    made = Stage(cluster, broker, mails, tmp_path)
    yield made
    made.clear()
