"""What the readers find has the shape of a finding; what else an import may bring has not."""

from typing import Any

import pytest

from inbox.reading.answer_shape import misfit
from inbox.reading.answers import event_answer
from inbox.reading.calendar import read_calendar
from tests.inbox.mail_texts import build
from tests.inbox.test_mails import MAILS, SAMPLES, answer_to

CALENDARS = sorted((SAMPLES[0].parent.parent / "ics").glob("*.ics"))
WHOLE = answer_to(SAMPLES[0].read_bytes())


def test_every_sample_fits() -> None:
    assert [path.name for path in SAMPLES if misfit(answer_to(path.read_bytes()))] == []
    assert [mail.name for mail in MAILS[::5] if misfit(answer_to(build(mail)))] == []


def test_every_event_fits_alone_and_in_a_mail() -> None:
    assert CALENDARS
    for path in CALENDARS:
        events = [event_answer(each) for each in read_calendar(path.read_bytes())]
        assert [misfit(each) for each in events] == [""] * len(events), path.name
        assert misfit({**WHOLE, "events": events}) == "", path.name


def test_an_older_finding_may_lack_what_readers_learned_since() -> None:
    assert misfit({}) == ""
    assert misfit({"kind": "reply", "events": [{"uid": "a@b"}]}) == ""
    assert misfit({"kind": "sent", "purpose": "thank_you"}) == ""


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"html": "<b>"}, ""),
        ({"kind": "party"}, ".kind"),
        ({"kind": ["reply"]}, ".kind"),
        ({"subject": "a\x00b"}, ".subject"),
        ({"company": "\ud800"}, ".company"),
        ({"title": 7}, ".title"),
        ({"dates": [{"what": "interview", "at": "soon"}]}, ".dates"),
        ({"dates": [{"what": "party", "at": "2026-12-10"}]}, ".dates"),
        ({"dates": [{"what": "interview"}]}, ".dates"),
        ({"dates": {}}, ".dates"),
        ({"evidence": "all of it"}, ".evidence"),
        ({"evidence": [None]}, ".evidence"),
        ({"sender": {"name": "Ana"}}, ".sender"),
        ({"sender": "ana@test.example"}, ".sender"),
        ({"recipients": [None]}, ".recipients"),
        ({"events": [{"uid": 7}]}, ".events"),
        ({"events": [{"starts_at": "2026-12-10T25:00:00"}]}, ".events"),
        ({"events": [{"sequence": -1}]}, ".events"),
        ({"events": [{"sequence": True}]}, ".events"),
        ({"events": [{"all_day": 1}]}, ".events"),
        ({"sent_at": "yesterday"}, ".sent_at"),
    ],
)
def test_what_no_reader_gives_is_named(changes: dict[str, Any], where: str) -> None:
    assert misfit({**WHOLE, **changes}) == f"finding{where}"


@pytest.mark.parametrize("finding", [None, [], "text", 7])
def test_a_finding_is_an_object(finding: object) -> None:
    assert misfit(finding) == "finding"
