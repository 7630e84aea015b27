"""Writing case files: reading one gives the case that was written; anonymous, the same plan."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followups.timing import facts as f
from followups.timing.casefile.anonymous import anonymous
from followups.timing.casefile.read import Case, read_case, to_json
from followups.timing.casefile.write import write_case
from followups.timing.plan import label, plan
from followups.timing.policy.make import Policy, make
from tests.followups.timing.case_build import APPLIED, AT, RITA, TALK, case
from tests.followups.timing.generated import facts, policies

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.json"))
SOME = settings(max_examples=50)
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
moments = st.integers(0, 10**8).map(lambda seconds: datetime.fromtimestamp(1.7e9 + seconds, tz=UTC))


@st.composite
def whole_facts(draw) -> f.Facts:
    """Facts whose debriefs and messages are about interviews that are among them."""
    found = draw(facts(max_events=8))
    talks = {event.name for event in found.events if isinstance(event, f.Interview)}
    events = [
        event
        for event in found.events
        if getattr(event, "interview", None) is None or event.interview in talks
    ]
    return replace(found, events=tuple(events))


def told(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text())["case"]
    return found


def written(case: Case) -> dict[str, Any]:
    return write_case(case.facts, case.policy, case.now)


def through_text(value: dict[str, Any]) -> Case:
    """The case as somebody reads it who got it in a file."""
    return read_case(json.loads(json.dumps(value)))


def answer(case: Case) -> dict[str, Any]:
    return to_json(label(plan(case.facts, case.policy), case.now))


class TestWhatIsWrittenIsRead:
    @SOME
    @given(facts=whole_facts(), policy=policies(), now=moments)
    def test_whatever_the_facts(self, facts: f.Facts, policy: Policy, now: datetime) -> None:
        case = Case(facts, policy, now)

        assert through_text(written(case)) == case

    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_a_case_of_the_specification(self, path: Path) -> None:
        case = read_case(told(path))

        assert through_text(written(case)) == case

    def test_a_reference_who_referred_the_seeker(self) -> None:
        rita = f.ReferenceFacts("rita", f.Consent.AGREED, contact="fay")
        case = Case(f.Facts(ZoneInfo("Asia/Tokyo"), 3, (), (rita,), "fay"), make(), NOW)

        assert written(case)["references"] == [
            {"id": "rita", "consent": "agreed", "contact": "fay"}
        ]
        assert through_text(written(case)) == case


class TestHowItIsWritten:
    def test_an_event_without_what_says_nothing(self) -> None:
        talk = f.Interview("i1", NOW, f.Kind.PHONE_SCREEN, NOW, NOW, ("c1",))
        given = f.TimelineGiven("e2", NOW, news_by=date(2026, 4, 9))
        facts = f.Facts(ZoneInfo("Europe/London"), 3, (talk, given))
        at = "2026-04-01T12:00:00Z"

        assert written(Case(facts, make(), NOW))["application"]["events"] == [
            {"type": "interview", "id": "i1", "at": at, "kind": "phone_screen", "starts_at": at,
             "ends_at": at, "interviewers": ["c1"]},
            {"type": "timeline_given", "id": "e2", "at": at, "news_by": "2026-04-09"},
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("policy", "name"),
        [
            (make(), "balanced"),
            (make("patient"), "patient"),
            (make("balanced", {"max_status_notes": 1}), "two_email"),
            (
                make("light_touch", {"day_end": "20:30", "silence_days": 20}),
                {"base": "light_touch", "silence_days": 20, "day_end": "20:30"},
            ),
        ],
    )
    def test_a_policy_by_the_nearest_name(self, policy: Policy, name: object) -> None:
        case = Case(f.Facts(ZoneInfo("Europe/London"), 3, ()), policy, NOW)

        assert written(case)["policy"] == name


def renamed(value: Any, new: dict[str, str]) -> Any:
    """A plan in which each id stands as its new one, in keys too."""
    if isinstance(value, dict):
        return {name: renamed(each, new) for name, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, new) for each in value]
    if not isinstance(value, str):
        return value
    return "/".join(new.get(part, part) for part in value.split("/"))


def ids(before: Any, after: Any) -> dict[str, str]:
    """What the ids of one case are in the other, told by their places."""
    keys = ("id", "to", "reference", "interview", "referred_by", "contact")
    if isinstance(before, dict):
        found: dict[str, str] = {}
        for key, value in before.items():
            if key in keys and value is not None:
                found[value] = after[key]
            elif key == "interviewers":
                found.update(zip(value, after[key], strict=True))
            else:
                found |= ids(value, after[key])
        return found
    if isinstance(before, list):
        pairs = zip(before, after, strict=True)
        return {old: new for one, other in pairs for old, new in ids(one, other).items()}
    assert before == after
    return {}


def in_order(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan whose entries of one moment stand in an order of their own: ids decide it."""
    return {name: sorted(map(json.dumps, entries)) for name, entries in plan.items()}


class TestAnonymous:
    @SOME
    @given(facts=whole_facts(), policy=policies(), now=moments)
    def test_the_plan_is_the_same_but_for_the_ids(
        self, facts: f.Facts, policy: Policy, now: datetime
    ) -> None:
        case = written(Case(facts, policy, now))
        hidden = anonymous(case)
        new = ids(case, hidden)

        assert in_order(answer(through_text(hidden))) == in_order(
            renamed(answer(through_text(case)), new)
        )
        assert len(set(new.values())) == len(new)

    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_so_it_is_in_the_specification_s_cases(self, path: Path) -> None:
        case = written(read_case(told(path)))
        hidden = anonymous(case)

        found = renamed(answer(through_text(case)), ids(case, hidden))
        assert in_order(answer(through_text(hidden))) == in_order(found)

    @SOME
    @given(facts=whole_facts())
    def test_it_is_the_same_when_made_again(self, facts: f.Facts) -> None:
        hidden = anonymous(written(Case(facts, make(), NOW)))

        assert anonymous(hidden) == hidden

    def test_no_word_of_the_seeker_s_is_left(self) -> None:
        secret = "Joan Whitfield"
        note = {"type": "message_sent", "at": AT, "purpose": "other", "to": secret}
        told = case(
            {**APPLIED, "id": secret, "note": secret},
            {**TALK, "interviewers": [secret], "link": secret},
            {"type": "reference_chosen", "at": AT, "reference": secret},
            note,
            references=[{**RITA, "id": secret, "contact": secret, "name": secret}],
            company=secret,
        )
        told["application"] |= {"referred_by": secret, "title": secret}

        hidden = anonymous(told)

        assert "Joan" not in json.dumps(hidden)
        assert read_case(hidden).facts.references == (
            f.ReferenceFacts("r1", f.Consent.AGREED, contact="r1"),
        )

    def test_ids_are_numbered_as_they_come(self) -> None:
        told = case(
            {**APPLIED, "id": "e907"},
            {**TALK, "id": "i88", "interviewers": ["c41", "c7"]},
            {"type": "debriefed", "id": "d5", "at": AT, "interview": "i88"},
            {"type": "message_sent", "id": "m3", "at": AT, "purpose": "thank_you", "to": "c7",
             "interview": None},
            {"type": "reference_chosen", "id": "e908", "at": AT, "reference": "r70"},
            {"type": "mail_unsorted", "at": AT},
            references=[{"id": "r70", "consent": "asked"}],
        )  # fmt: skip

        assert anonymous(told)["application"]["events"] == [
            {**APPLIED, "id": "e1"},
            {**TALK, "id": "i1", "interviewers": ["c1", "c2"]},
            {"type": "debriefed", "id": "d1", "at": AT, "interview": "i1"},
            {"type": "message_sent", "id": "m1", "at": AT, "purpose": "thank_you", "to": "c2",
             "interview": None},
            {"type": "reference_chosen", "id": "e2", "at": AT, "reference": "r1"},
            {"type": "mail_unsorted", "at": AT},
        ]  # fmt: skip
