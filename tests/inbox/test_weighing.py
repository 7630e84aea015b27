"""The second opinion on a mail: what its words speak for, by the examples."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inbox.reading.findings import KINDS, MailFinding
from inbox.reading.languages import CODES, load
from inbox.reading.mail import read_mail
from inbox.reading.weighing import EXAMPLES, examples_of

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def read(sentences: str, *, sender: str = "Ruth Amadi <ruth@ferncastle.example>") -> MailFinding:
    raw = f"From: {sender}\nSubject: Your application\nDate: Tue, 3 Nov 2026 10:00:00 +0000\n"
    raw += f"Message-ID: <1@ferncastle.example>\n\nDear Sam,\n\n{sentences}\n\nRuth Amadi\n"
    return read_mail(raw.encode(), now=NOW, zone=ZoneInfo("Europe/London"))


@pytest.mark.parametrize("code", CODES)
def test_each_example_has_a_kind_and_stands_once(code: str) -> None:
    lines = (EXAMPLES / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.partition("|")[0] not in KINDS] == []
    assert [line for line, times in Counter(lines).items() if times > 1] == []
    assert all(len(line.partition("|")[2].split()) >= 2 for line in lines)


@pytest.mark.parametrize("code", CODES)
def test_every_kind_has_enough_examples(code: str) -> None:
    counts = Counter(kind for kind, _ in examples_of(load(code)))
    assert {kind for kind in KINDS if counts[kind] < 30} == set()
