"""Debriefs by the API, with what was said about when there will be news."""

from __future__ import annotations

from typing import Any

import pytest

from applications.models import Debrief, Event
from tests.api.conftest import Call
from tests.api.test_interviews import errors
from tests.conftest import MakeApplication, MakeContact, MakeInterview

WHOLE = {
    "positive_signs": ["casual", "perks"],
    "pace": "quick",
    "medium_hint": "paper",
    "learned": "“Ёlan”\nand more 🌾",
    "next_steps": "A task",
    "follow_up_contact": "Ana",
    "notes": "No",
    "news_by": "2026-03-25",
    "ask_on": None,
    "no_contact": False,
}


@pytest.fixture
def there(
    make_application: MakeApplication, make_contact: MakeContact, make_interview: MakeInterview
) -> str:
    """The address of the debrief of an interview with Ana, three hours ago."""
    interview = make_interview(make_application("Oatmill"), make_contact("Ana Ruiz"))
    return f"/interviews/{interview.pk}/debrief"


def test_write_read_replace_delete(call: Call, there: str, make_contact: MakeContact) -> None:
    assert call("GET", there).status_code == 404
    assert call("DELETE", there).status_code == 404
    (ana,) = call("GET", there.removesuffix("/debrief")).json()["interviewers"]
    topics = [{"contact": ana, "text": "Sourdough"}]
    added = call("POST", there, WHOLE | {"topics": topics})
    assert added.status_code == 201, added.content
    body = added.json()
    assert {**body, **WHOLE, "topics": topics} == body
    read = call("GET", there)
    assert (read.json(), read["ETag"]) == (body, added["ETag"])
    assert call("GET", there.removesuffix("/debrief")).json()["has_debrief"] is True
    other = call("PUT", there, {"notes": "Anew", "ask_on": "2026-03-26"}, If_Match=read["ETag"])
    assert other.status_code == 200, other.content
    wanted = {"notes": "Anew", "ask_on": "2026-03-26", "news_by": None, "learned": "", "topics": []}
    assert {**other.json(), **wanted, "at": body["at"]} == other.json()
    assert Event.objects.filter(kind="timeline_given").count() == 1
    assert call("PUT", there, {}, If_Match=read["ETag"]).status_code == 412
    assert call("DELETE", there, If_Match=read["ETag"]).status_code == 412
    assert call("DELETE", there).status_code == 204
    assert call("GET", there).status_code == 404


def test_they_will_call(call: Call, there: str) -> None:
    body = call("POST", there, {"no_contact": True, "news_by": "2026-03-30"}).json()
    assert (body["no_contact"], body["news_by"]) == (True, "2026-03-30")
    assert Event.objects.filter(kind="no_contact_requested").count() == 1
    assert call("PUT", there, {"no_contact": True}).json()["news_by"] is None
    assert call("PUT", there, {}).json()["no_contact"] is False
    assert not Event.objects.exclude(kind="applied").exists()


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"ask_on": "2026-03-01"}, "ask_on", "This day is before the interview."),
        ({"news_by": "2026-03-01"}, "news_by", "This day is before the interview."),
        ({"news_by": "2026-03-25", "ask_on": "2026-03-25"}, "ask_on", "not both"),
        ({"no_contact": True, "ask_on": "2026-03-25"}, "ask_on", "not both"),
        ({"positive_signs": ["smile"]}, "positive_signs.0", "Choose one of"),
        ({"pace": "slowly"}, "pace", "Choose one of"),
        ({"learned": "a" * 100_001}, "learned", "This text is too long"),
        ({"learned": None}, "learned", "This must be a text."),
        ({"follow_up_contact": "a" * 151}, "follow_up_contact", "at most 150 characters"),
        ({"topics": [{"contact": 99999, "text": ""}]}, "topics.0.contact", "none of the inter"),
    ],
)
def test_refusals_name_the_field(
    call: Call, there: str, change: dict[str, Any], field: str, message: str
) -> None:
    assert message in errors(call("POST", there, change))[field]
    assert not Debrief.objects.exists()


def test_none_of_one_to_come(call: Call, there: str) -> None:
    interview = there.removesuffix("/debrief")
    call("PATCH", interview, {"starts_at": "2026-04-02T14:00:00Z"})
    assert "moved to a later time" in errors(call("POST", there, {}))[""]


def test_a_too_long_topic_is_named(call: Call, there: str) -> None:
    (ana,) = call("GET", there.removesuffix("/debrief")).json()["interviewers"]
    topics = [{"contact": ana, "text": "a" * 100_001}]
    assert "too long" in errors(call("POST", there, {"topics": topics}))["topics.0.text"]
