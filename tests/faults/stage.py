"""A whole installation on loopback: PostgreSQL and Redis that can be stopped, real processes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from celery import Celery

from scripts.paths import ROOT
from tests.faults.mail_server import MailServer
from tests.services import postgres, redis_server, server, unprivileged
from tests.services.ports import LOOPBACK, free_port

PATIENCE_SECONDS = 60
LEASE_SECONDS = 4


class Cluster:
    """A PostgreSQL with a folder of its own, which can be stopped and started again."""

    def __init__(self, home: Path) -> None:
        self.programs = postgres.find()
        self.home, self.port = home, 0
        unprivileged.hand_over(home, self.programs.prefix)
        postgres._initdb(self.programs, home / "data")
        self._running = ExitStack()

    def start(self) -> None:
        # Chosen as late as may be, and kept: it comes back in its place.
        self.port = self.port or free_port()
        self._running.enter_context(
            server.running(
                postgres._postgres(self.programs, self.home, self.port),
                log=self.home / "log",
                ready=lambda: postgres.lets_in(self.url()),
                stop=signal.SIGINT,
            )
        )

    def stop(self) -> None:
        self._running.close()

    def url(self, name: str = "postgres") -> str:
        return f"postgres://postgres@{LOOPBACK}:{self.port}/{name}"


class Broker:
    """A Redis with a folder of its own, which can be stopped and started again."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, 0
        self._running = ExitStack()

    def start(self) -> None:
        self.port = self.port or free_port()
        self._running.enter_context(redis_server.running(self.port, self.home))

    def stop(self) -> None:
        self._running.close()

    @property
    def url(self) -> str:
        return f"redis://{LOOPBACK}:{self.port}/0"


class Stage:
    """One test's installation: a database of its own, processes, and the way to ask for work."""

    def __init__(self, cluster: Cluster, broker: Broker, mails: MailServer, home: Path) -> None:
        self.cluster, self.broker, self.mails = cluster, broker, mails
        self.home, self.database = home, f"stage_{time.time_ns()}"
        self._execute("postgres", f"CREATE DATABASE {self.database} TEMPLATE migrated")
        self.processes: list[subprocess.Popen[bytes]] = []

    def env(self, **more: str) -> dict[str, str]:
        return environment(
            self.cluster.url(self.database),
            self.broker.url,
            self.home,
            EMAIL_URL=f"smtp://{LOOPBACK}:{self.mails.port}",
            **more,
        )

    def run(self, *command: str, seconds: int = 120) -> str:
        """Run a command of ours to its end; what it printed."""
        done = subprocess.run(
            [sys.executable, *command],
            env=self.env(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def fill(self, count: int) -> dict[str, int]:
        """That many seekers to whom much is due; how many reminders will be in each state."""
        filled: dict[str, int] = json.loads(self.run("-m", "tests.faults.fill", str(count)))
        return filled

    def start(self, *command: str, **env: str) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own, so that all of it can be killed."""
        with (self.home / "processes.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                env=self.env(**env),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def worker(self, **env: str) -> subprocess.Popen[bytes]:
        name = f"w{len(self.processes)}@%h"
        return self.start(
            "-m", "celery", "-A", "jobtracker", "worker", "--concurrency", "1", "-n", name, **env
        )

    def beat(self, seconds: int = 2) -> subprocess.Popen[bytes]:
        schedule = str(self.home / f"schedule{len(self.processes)}")
        return self.start(
            "-m", "celery", "-A", "jobtracker", "beat", "-s", schedule, BEAT_SECONDS=str(seconds)
        )

    def ask(self, task: str) -> None:
        """Put a task into the queue, as the beat does."""
        with Celery(broker=self.broker.url) as app:
            app.send_task(task, expires=30, retry=False, ignore_result=True)

    def ask_until(self, task: str, done: Callable[[], bool]) -> None:
        """Put a task into the queue every second until something is the case."""

        def asked() -> bool:
            self.ask(task)
            return done()

        self.wait(asked, pause=1)

    def wait(self, done: Callable[[], bool], pause: float = 0.05) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not done():
            assert time.monotonic() < end, self.log()
            time.sleep(pause)

    def log(self) -> str:
        path = self.home / "processes.log"
        return path.read_text(errors="replace")[-4000:] if path.exists() else ""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.cluster.url(self.database)) as connection:
            return list(connection.execute(query))  # type: ignore[call-overload]

    def states(self, table: str = "digests_digest") -> dict[str, int]:
        """How many rows of a table are in each state."""
        return dict(self.rows(f"SELECT state, count(*) FROM {table} GROUP BY state"))

    def _execute(self, database: str, statement: str) -> None:
        with psycopg.connect(self.cluster.url(database), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def clear(self) -> None:
        for process in self.processes:
            kill(process)
        self._execute("postgres", f"DROP DATABASE {self.database} WITH (FORCE)")


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of a process and of all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def environment(database: str, broker: str, home: Path, **more: str) -> dict[str, str]:
    """What a process of ours needs to know of its installation."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "jobtracker.settings",
        "READ_DOT_ENV": "false",
        "DEBUG": "true",
        "SECRET_KEY": "for-the-tests-alone-" + "0123456789" * 5,
        "DATABASE_URL": database,
        "REDIS_URL": broker,
        "DATA_DIR": str(home),
        "EMAIL_TIMEOUT": "2",
        "MAIL_LEASE_SECONDS": str(LEASE_SECONDS),
        "SITE_URL": "http://localhost:8000",
        **more,
    }


@contextmanager
def cluster(home: Path) -> Iterator[Cluster]:
    """A PostgreSQL with a migrated database to copy from."""
    made = Cluster(home)
    made.start()
    try:
        with psycopg.connect(made.url(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE migrated")
        env = environment(made.url("migrated"), "", home)
        command = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(command, env=env, cwd=ROOT, check=True, timeout=120)
        yield made
    finally:
        made.stop()
