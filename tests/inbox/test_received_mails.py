"""Whole mails that other people wrote for the reader, with what a careful person reads there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.inbox.mail_texts import MailText, build, load
from tests.inbox.test_mails import SAMPLES, answer_to, judged

RECEIVED = Path(__file__).parent / "mails" / "received"
EXPECTED: dict[str, dict[str, Any]] = json.loads((RECEIVED / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_received_mail_is_read(name: str) -> None:
    assert judged(EXPECTED[name], answer_to((RECEIVED / name).read_bytes())) == {}


@pytest.mark.parametrize("mail", load("tricky"), ids=lambda mail: mail.name)
def test_what_looks_like_another_kind_is_not_taken_for_it(mail: MailText) -> None:
    assert judged(mail.expected, answer_to(build(mail))) == {}


def test_every_file_has_its_answer() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in RECEIVED.glob("*.eml"))
    assert len(EXPECTED) == 88


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_words_that_decided_stand_in_the_evidence(path: Path) -> None:
    answer = answer_to(path.read_bytes())
    assert all(any(mark in each for each in answer["evidence"]) for mark in answer["marks"])
    assert answer["evidence"] or answer["kind"] == "ignore"
