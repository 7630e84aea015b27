"""Many people at a time on Today, on PostgreSQL and on SQLite: `python -m bench.load`.

200 people have 1,000 applications each. gunicorn serves them as in the container, with production
settings and two workers. First one client alone asks for Today, again and again; then 32 at a time,
each with people of its own and two seconds to think between pages, for a minute. The clients run on
the same machine: what they cost is in the figures, and is told. Aims: no error, and 95 of 100 pages
within four times the median of the one client.

The same servers tell their memory after those pages, of both workers, and with the process that
started them (PSS: each has its part of what they share), and how soon after the start the sign-in
page is there. A bare Django, as `startproject` makes it, is measured in the same way, without a
database of its own.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.clients import Answers, alone, together
from bench.sizes import FLAG, SMALL, aim, size
from bench.web_server import Site, running

CLIENTS = size(32, 2)
SECONDS = size(60.0, 1.0)
THINK = size(2.0, 0.2)
PAGES_ALONE = size(200, 10)
STARTS = size(5, 1)
SIGN_IN = "/account/login/"
DATABASES = {"PostgreSQL": "jobtracker.wsgi", "SQLite": "bench.load_wsgi"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "jobtracker.settings",
    "READ_DOT_ENV": "false",
    "DEBUG": "false",
    "SECRET_KEY": "for-measurements-alone-" + "0123456789" * 5,
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "https://jobtracker.example",
    "BEHIND_TLS_PROXY": "true",
    "TRUSTED_PROXY_COUNT": "1",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "DEFAULT_FROM_EMAIL": "Jobtracker <reminders@jobtracker.example>",
    "LOG_LEVEL": "INFO",
}
BARE = Site(("bench.bare_django", "--config", "/dev/null"), "/admin/login/", {})


def main() -> None:
    """Measure on each database, then a bare Django, and print."""
    with tempfile.TemporaryDirectory(prefix="jt-load-") as folder:
        for name in DATABASES:
            _measure(name, Path(folder))
        _measure_bare(Path(folder))


def _measure(name: str, folder: Path) -> None:
    with _site(name, folder) as site:
        began = time.perf_counter()
        cookies = _people(site)
        print(f"{name}: {len(cookies)} people made in {time.perf_counter() - began:.0f} s")
        log = folder / f"{name}.log"
        starts = [_start(site, log) for _ in range(STARTS)]
        with running(site, log) as server:
            one = alone(server.port, cookies, PAGES_ALONE)
            spent = time.process_time()
            many = together(server.port, cookies, CLIENTS, SECONDS, THINK)
            spent = time.process_time() - spent
            memory = server.memory()
    if errors := one.errors + many.errors:
        raise SystemExit(f"{name}: {len(errors)} errors, the first: {errors[0]}")
    for line in _lines(one, many, spent):
        print(f"{name}: {line}")
    print(f"{name}: {_memory(memory, aim('at most 140'))}")
    print(f"{name}: {_first(starts)}{aim('at most 0.9')}")


def _measure_bare(folder: Path) -> None:
    log = folder / "bare.log"
    starts = [_start(BARE, log) for _ in range(STARTS)]
    with running(BARE, log) as server:
        alone(server.port, [""], PAGES_ALONE, BARE.sign_in)
        print(f"Bare Django: {_memory(server.memory())}")
    print(f"Bare Django: {_first(starts)}")


def _start(site: Site, log: Path) -> float:
    with running(site, log) as server:
        return server.first_answer


@contextmanager
def _site(name: str, folder: Path) -> Iterator[Site]:
    """Start what production needs; on SQLite, files take the place of Redis."""
    from tests.services import postgres, redis_server

    with ExitStack() as stack:
        data = folder / name
        services = {"DATABASE_URL": f"sqlite:///{data}/db.sqlite3", "REDIS_URL": ""}
        if name == "PostgreSQL":
            services["DATABASE_URL"] = stack.enter_context(postgres.running())
            services["REDIS_URL"] = stack.enter_context(redis_server.running())
        folders = {"DATA_DIR": str(data), "STATIC_ROOT": str(folder / "static")}
        yield Site((DATABASES[name],), SIGN_IN, {**PRODUCTION, **folders, **services})


def _people(site: Site) -> list[str]:
    """Make the people, in a process that can be set up for their database; return their cookies."""
    command = [sys.executable, "-m", "bench.load_people", *([FLAG] if SMALL else [])]
    env = os.environ | site.environment | {"DJANGO_SETTINGS_MODULE": "bench.load_settings"}
    made = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return made.stdout.splitlines()


def _lines(one: Answers, many: Answers, spent: float) -> Iterator[str]:
    alone_ms, median_ms, most_ms = (
        1000 * each for each in (one.within(0.5), many.within(0.5), many.within(0.95))
    )
    yield f"one client alone: {alone_ms:.0f} ms at the median of {len(one.seconds)} pages"
    yield (
        f"{CLIENTS} clients at a time: {median_ms:.0f} ms at the median of {len(many.seconds)}"
        f" pages, {most_ms:.0f} ms for 95 of 100, {100 * spent / SECONDS:.0f} % of a processor for"
        " the clients themselves"
    )
    yield f"95 of 100 within {most_ms / alone_ms:.1f} times the median alone{aim('at most 4')}"


def _memory(mebibytes: tuple[float, float] | None, bound: str = "") -> str:
    if mebibytes is None:
        return "unknown memory"
    workers, first = mebibytes
    return (
        f"{workers:.0f} MiB for two web workers{bound}, {workers + first:.0f} MiB with the process"
        " that started them"
    )


def _first(starts: list[float]) -> str:
    return f"first answer {statistics.median(starts):.2f} s after the start"


if __name__ == "__main__":
    main()
