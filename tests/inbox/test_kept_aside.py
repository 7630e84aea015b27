"""The mail reader on mails that its phrases were not written for."""

from __future__ import annotations

from inbox.reading.kinds import OUTCOMES
from tests.inbox.mail_texts import build, load
from tests.inbox.test_mails import answer_to, judged

ASIDE = load("kept_aside")


def test_mails_that_nobody_tuned_the_phrases_to_are_read_well_enough() -> None:
    answers = [(mail.expected, answer_to(build(mail))) for mail in ASIDE]
    wrong = [(was["kind"], now["kind"]) for was, now in answers if was["kind"] != now["kind"]]
    assert len(wrong) <= 0.05 * len(ASIDE), wrong
    assert [each for each in wrong if each[1] in OUTCOMES] == []
    told = [(was, now) for was, now in answers if was["kind"] != "ignore"]
    for key in ("company", "dates"):
        right = sum(key not in judged(was, now) for was, now in told)
        assert right >= 0.9 * len(told), key
