"""How the reader does on the mails that nobody tuned it to: `python -m tests.inbox.confusion`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inbox.reading.kinds import OUTCOMES
from tests.inbox.mail_texts import build, load
from tests.inbox.test_mails import answer_to, judged

UNSEEN = Path(__file__).parent / "mails" / "unseen"


@dataclass
class Table:
    """Which kinds were taken for which, and how many mails were right in each field."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    told: int = 0

    @property
    def mails(self) -> int:
        """How many mails were read."""
        return self.kinds.total()

    @property
    def right(self) -> int:
        """How many kinds were right."""
        return sum(times for (was, now), times in self.kinds.items() if was == now)

    @property
    def outcomes_claimed_wrongly(self) -> int:
        """How many mails were taken for an outcome that they do not tell."""
        return sum(
            times for (was, now), times in self.kinds.items() if was != now and now in OUTCOMES
        )

    def share(self, name: str) -> float:
        """Return the share of mails about jobs with a field right."""
        return 1 - self.wrong[name] / self.told

    def add(self, expected: dict[str, Any], answer: dict[str, Any]) -> None:
        """Count one mail."""
        self.kinds[expected["kind"], answer["kind"]] += 1
        if expected["kind"] != "ignore":
            self.told += 1
            self.wrong.update(judged(expected, answer).keys())

    def lines(self) -> Iterator[str]:
        """Yield the table for people."""
        yield f"{self.mails} mails, {self.right} kinds right"
        for (was, now), times in sorted(self.kinds.items()):
            yield f"{was:22} read as {now:22} {times}"
        for name in ("company", "title", "person", "dates", "interviewers"):
            yield f"{name}: {self.share(name):.1%} right"


def unseen() -> Table:
    """Read the mails that other hands wrote, half of them odd on purpose."""
    table = Table()
    for path in sorted(UNSEEN.glob("*.eml")):
        expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text())
        table.add(expected, answer_to(path.read_bytes()))
    return table


def kept_aside() -> Table:
    """Read the mails of our own that the phrases were not written for."""
    table = Table()
    for mail in load("kept_aside"):
        table.add(mail.expected, answer_to(build(mail)))
    return table


if __name__ == "__main__":
    for each in (kept_aside(), unseen()):
        sys.stdout.writelines(f"{line}\n" for line in each.lines())
