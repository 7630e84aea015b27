"""The mail reader on samples and on mails of eleven kinds in five languages."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from inbox.reading.answers import mail_answer
from inbox.reading.findings import KINDS, Address
from inbox.reading.mail import read_mail
from inbox.reading.mime import open_letter
from tests.inbox.mail_texts import MailText, build, load

pytestmark = pytest.mark.dayless

SAMPLES = sorted((Path(__file__).parent / "samples" / "eml").glob("*.eml"))
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LANGUAGES = ("en", "de", "fr", "es", "nl")
MAILS = [mail for language in LANGUAGES for mail in load(language)]
ASIDE = load("kept_aside")
KEYS = ("company", "title", "person", "dates", "interviewers")


def answer_to(raw: bytes) -> dict[str, Any]:
    return mail_answer(read_mail(raw, now=NOW, zone=ZoneInfo("Europe/London")))


def judged(expected: dict[str, Any], answer: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what was expected and what came, of the keys that differ."""
    keys = ["kind", *(() if expected["kind"] == "ignore" else KEYS)]
    pairs = {key: (_even(expected[key]), _even(answer[key])) for key in keys if key in expected}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _even(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(str(each) for each in value) or None
    return value


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_read_as_a_careful_person_reads_it(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text())
    assert judged(expected, answer_to(path.read_bytes())) == {}


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_a_mail_is_read(mail: MailText) -> None:
    assert judged(mail.expected, answer_to(build(mail))) == {}


@pytest.mark.parametrize("mail", [each for each in MAILS if each.answers.get("dates")][::7])
@pytest.mark.parametrize("form", ["plain", "html", "b64", "fwd-gmail", "fwd-outlook", "fwd-apple",
                                  "fwd-thunderbird", "fwd-rfc822"])  # fmt: skip
def test_the_form_makes_no_difference(mail: MailText, form: str) -> None:
    if "ics" in mail.answers or mail.kind == "ignore":
        return
    other = MailText(
        mail.name, mail.language, mail.kind, form, mail.headers, mail.body, mail.answers
    )
    assert judged(mail.expected, answer_to(build(other))) == {}


def test_there_are_enough_mails_of_each_kind_and_language() -> None:
    assert len(MAILS) + len(ASIDE) >= 150
    assert 3 * len(ASIDE) >= len(MAILS) + len(ASIDE) - 15
    kept = Counter((mail.language, mail.kind) for mail in ASIDE)
    written = Counter((mail.language, mail.kind) for mail in MAILS)
    for cell in ((language, kind) for language in LANGUAGES for kind in KINDS):
        assert kept[cell] >= 1
        assert written[cell] >= 2


def test_bytes_in_headers_are_read_as_they_are_meant() -> None:
    raw = "From: Jürgen Groß <j@a.example>\nSubject: Ihre Bewerbung – Zürich\n\nHallo\n"
    for charset in ("utf-8", "cp1252"):
        letter = open_letter(raw.encode(charset))
        assert letter.sender == Address("Jürgen Groß", "j@a.example")
        assert letter.subject == "Ihre Bewerbung – Zürich"
