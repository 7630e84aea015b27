"""Clients who ask for a page with their own session, and think before the next one."""

import http
import itertools
import random
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bench.web_server import answer

TODAY = "/"


@dataclass(slots=True)
class Answers:
    """How long each page took, and what was no page."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, port: int, path: str, cookie: str) -> None:
        """Ask for one page, to its last byte."""
        began = time.perf_counter()
        try:
            status, page = answer(port, path, cookie)
        except OSError as problem:
            self.errors.append(f"{type(problem).__name__}: {problem}")
            return
        self.seconds.append(time.perf_counter() - began)
        if status != http.HTTPStatus.OK or b"</html>" not in page:
            self.errors.append(f"{path} answered {status}")

    def within(self, share: float) -> float:
        """The seconds within which that share of the pages came."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


def alone(port: int, cookies: Sequence[str], pages: int, path: str = TODAY) -> Answers:
    """Ask page after page, of one person after the other; the first few warm the server up."""
    warm_up, answers = Answers(), Answers()
    for number, cookie in enumerate(itertools.islice(itertools.cycle(cookies), pages + pages // 4)):
        (warm_up if number < pages // 4 else answers).ask(port, path, cookie)
    return answers


def together(
    port: int, cookies: Sequence[str], clients: int, seconds: float, think: float
) -> Answers:
    """Let that many clients ask at a time; each has its own share of the people."""
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as pool:
        done = [
            pool.submit(_client, port, cookies[number::clients], end, think)
            for number in range(clients)
        ]
        return _sum(each.result() for each in done)


def _client(port: int, cookies: Sequence[str], end: float, think: float) -> Answers:
    answers = Answers()
    time.sleep(random.uniform(0, think))
    for cookie in itertools.cycle(cookies):
        if time.monotonic() > end:
            break
        answers.ask(port, TODAY, cookie)
        time.sleep(think)
    return answers


def _sum(parts: Iterable[Answers]) -> Answers:
    whole = Answers()
    for part in parts:
        whole.seconds += part.seconds
        whole.errors += part.errors
    return whole
