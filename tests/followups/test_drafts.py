"""Suggested notes: every purpose, from little and from much; advice; the way to the mail."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from applications.models import Message
from followups.acts import ACTS
from followups.draft_checks import check_note
from followups.draft_facts import DraftFacts, Letter
from followups.drafts import (
    PLACEHOLDERS,
    TURNS,
    advise,
    as_said,
    fill,
    open_up,
    placeholders,
    suggest,
)

PURPOSES = [purpose for purpose in Message.Purpose.values if purpose != "other"]
FULL = DraftFacts(
    purpose="thank_you",
    rule="interview.thank_you",
    you="Robin Hale",
    today=date(2026, 3, 19),
    person="Bo Lindqvist",
    email="bo@harbour.example",
    title="Senior <Product> Designer",
    company="Harbour & Sons",
    posting_url="https://jobs.harbour.example/7?a=1&b=2",
    kind="interview",
    met_on=date(2026, 3, 18),
    topic="Why their charts confuse new users.",
    is_debriefed=True,
    agreed_on=date(2022, 1, 10),
    last_contact_on=date(2025, 11, 3),
    points="Leading the redesign",
    result="accepted",
)
BARE = replace(
    FULL, you="", person="", email="", posting_url="", topic="", points="", last_contact_on=None
)
DAYS = {
    "status.after_applying": {"met_on": None, "applied_on": date(2026, 3, 2)},
    "status.again": {"asked_on": date(2026, 3, 11), "met_on": None},
    "status.promised": {"named_on": date(2026, 3, 17), "met_on": None},
    "status.after_reference_check": {"checked_on": date(2026, 3, 17), "met_on": None},
}


def about(rule: str, facts: DraftFacts) -> DraftFacts:
    return replace(facts, purpose=ACTS[rule].purpose, rule=rule, **DAYS.get(rule, {}))


RULES_OF_NOTES = [rule for rule, act in ACTS.items() if act.purpose]


@pytest.mark.parametrize("rule", RULES_OF_NOTES)
def test_every_note_has_a_suggestion(rule: str) -> None:
    for facts in (FULL, BARE):
        draft = suggest(about(rule, facts))
        assert draft.subject
        assert "\n" not in draft.subject
        assert draft.body.endswith(facts.you or "[Your name]")
        assert "\n\n\n" not in draft.body
        assert "None" not in draft.body
        assert "  " not in draft.body.replace("\n", "")


@pytest.mark.parametrize("rule", RULES_OF_NOTES)
def test_a_suggestion_from_full_facts_leaves_little_to_mind(rule: str) -> None:
    facts = about(rule, FULL)
    minds = {check.name for check in check_note(suggest(facts).body, facts) if not check.is_good}
    assert minds <= ({"gap"} if rule == "reference.keep_in_touch" else set())


def test_names_are_written_as_they_are() -> None:
    draft = suggest(FULL)
    assert "Senior <Product> Designer" in draft.body
    assert "Harbour & Sons" in draft.body
    assert (
        "https://jobs.harbour.example/7?a=1&b=2" in suggest(replace(FULL, purpose="heads_up")).body
    )


def test_thank_yous_of_one_loop_are_letters_of_their_own() -> None:
    sent: list[Letter] = []
    for place in range(TURNS):
        facts = replace(FULL, place=place, person=f"Person{place} X", others=tuple(sent))
        body = suggest(facts).body
        assert all(check.is_good for check in check_note(body, facts)), body
        sent.append(Letter(facts.person, body))


def test_what_is_not_known_is_a_gap() -> None:
    for place in range(TURNS):
        facts = replace(FULL, topic="", place=place)
        assert "Bo" in suggest(facts).body.partition("[")[2].partition("]")[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule": "status.after_applying", "met_on": None, "applied_on": date(2026, 3, 2)},
         "On Monday 2 March I applied"),
        ({"rule": "status.after_interview"}, "On Wednesday 18 March we spoke"),
        ({"rule": "status.again", "asked_on": date(2026, 3, 11)}, "On Wednesday 11 March I asked"),
        ({"rule": "status.again", "asked_on": date(2026, 3, 9), "answered_on": date(2026, 3, 11)},
         "On Wednesday 11 March you wrote"),
        ({"rule": "status.promised", "named_on": date(2026, 3, 17)}, "by Tuesday 17 March"),
        ({"rule": "status.promised", "ask_on": date(2026, 3, 17)}, "again on Tuesday 17 March"),
        ({"rule": "status.after_reference_check", "checked_on": date(2026, 3, 17),
          "reference": "Joan Whitfield"}, "Joan Whitfield on Tuesday 17 March"),
    ],
)  # fmt: skip
def test_a_status_note_says_what_it_rests_on(changes: dict, words: str) -> None:
    draft = suggest(replace(FULL, purpose="status", **changes))
    assert words in draft.body
    assert "?" in draft.body


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("offer", "made me an offer"),
        ("accepted", "I have accepted"),
        ("declined", "I declined"),
        ("rejected", "somebody else"),
        ("withdrawn", "I have withdrawn"),
    ],
)
def test_references_hear_how_it_went(result: str, words: str) -> None:
    facts = replace(FULL, purpose="reference_outcome", result=result)
    assert words in suggest(facts).body


def test_who_wrote_is_thanked_for_writing() -> None:
    facts = replace(FULL, purpose="reference_thank_you")
    assert "speak for me" in suggest(facts).body
    assert "writing to" in suggest(replace(facts, spoke=False)).body


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("Why their charts confuse users.", "why your charts confuse users"),
        ("UX of the form", "UX of the form"),
        ("I asked about tests", "I asked about tests"),
        ("Their move", "your move"),
        ("  two \n lines … ", "two lines"),
        ("", ""),
        ("A", "A"),
    ],
)
def test_what_was_noted_is_said_to_the_person(noted: str, said: str) -> None:
    assert as_said(noted) == said


def test_in_another_language_words_are_left_alone() -> None:
    with translation.override("de"):
        assert as_said("Warum their Diagramme") == "warum their Diagramme"


@pytest.mark.parametrize(
    ("changes", "channel", "words"),
    [
        ({}, "email", "Nothing in the debrief"),
        ({"is_debriefed": False}, "email", "once it is written"),
        ({"pace": "quick"}, "email", "decide quickly"),
        ({"pace": "slow"}, "handwritten", "taking their time"),
        ({"culture": "screen"}, "email", "screens"),
        ({"culture": "paper"}, "handwritten", "paper and pens"),
        ({"pace": "quick", "culture": "paper"}, "email", "decide quickly"),
        ({"pace": "slow", "culture": "screen"}, "email", "screens"),
        ({"pace": "slow", "named_on": date(2026, 3, 24)}, "email", "Tuesday 24 March"),
        ({"pace": "slow", "named_on": date(2026, 3, 25)}, "handwritten", "taking their time"),
        ({"ask_on": date(2026, 3, 20)}, "email", "Friday 20 March"),
        ({"purpose": "status", "culture": "paper"}, "email", "arrive today"),
        ({"purpose": "heads_up"}, "email", "resume"),
        ({"purpose": "gift"}, "handwritten", "card"),
        ({"purpose": "reference_thank_you"}, "email", "handwritten note is welcome"),
        ({"purpose": "decline_note"}, "email", "waiting to know"),
        ({"purpose": "keep_in_touch"}, "email", "suits them"),
    ],
)
def test_how_to_send_it(changes: dict, channel: str, words: str) -> None:
    advice = advise(replace(FULL, **changes))
    assert advice.channel == channel
    assert words in advice.reason
    assert channel in Message.Channel.values
    if changes.get("purpose", "thank_you") == "thank_you":
        assert advice.sources == ("S2:medium",)


def test_placeholders_are_filled_and_gaps_left() -> None:
    values = placeholders(FULL)
    assert set(values) == set(PLACEHOLDERS)
    text = fill(
        "Dear { Name }, {job} at {company}, {date}: {topic}. {me} {unknown} {} {{me}}", values
    )
    assert text == (
        "Dear Bo, Senior <Product> Designer at Harbour & Sons, Wednesday 18 March: why your charts "
        "confuse new users. Robin Hale {unknown} {} {Robin Hale}"
    )
    assert BARE.first_name == ""
    assert fill("Dear {name},", placeholders(BARE)) == "Dear [name],"


def test_a_filled_in_value_is_not_filled_in_again() -> None:
    assert fill("{name} {job}", {"name": "{job}", "job": "x"}) == "{job} x"


def test_a_note_becomes_a_template_and_a_note_again() -> None:
    values = placeholders(FULL)
    body = suggest(FULL).body
    template = open_up(body, values)
    for word in ("{name}", "{job}", "{company}", "{date}", "{topic}", "{me}"):
        assert word in template
    assert fill(template, values) == body
    other = placeholders(replace(FULL, person="Chi Okafor", title="Lead"))
    assert "Dear Chi," in fill(template, other)


def test_only_whole_words_become_placeholders() -> None:
    values = {"name": "Ann", "full name": "Ann Lee", "me": ""}
    assert open_up("Dear Ann, Annual plans of Ann Lee", values) == (
        "Dear {name}, Annual plans of {full name}"
    )
    assert open_up("Dear Ann", {"me": ""}) == "Dear Ann"
