"""Suggested notes: every purpose, from little and from much; advice; the way to the mail."""

import re
from dataclasses import fields, replace
from datetime import date
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.models import Message
from followups.actions import ACTIONS
from notes.drafting.checks import check_note
from notes.drafting.facts import DraftFacts, OtherNote
from notes.drafting.patterns import in_words
from notes.drafting.suggest import (
    LONGEST_SUBJECT,
    PLACEHOLDERS,
    VARIANTS,
    advise,
    fill_template,
    placeholders,
    suggest,
    to_template,
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
    topic="Why your charts confuse new users.",
    is_debriefed=True,
    agreed_on=date(2022, 1, 10),
    last_contact_on=date(2025, 11, 3),
    points=("Leading the redesign", "Calm under deadlines"),
    result="accepted",
)
BARE = replace(
    FULL, you="", person="", email="", posting_url="", topic="", points=(), last_contact_on=None
)
DAYS = {
    "status.after_applying": {"met_on": None, "applied_on": date(2026, 3, 2)},
    "status.again": {"asked_on": date(2026, 3, 11), "met_on": None},
    "status.promised": {"named_on": date(2026, 3, 17), "met_on": None},
    "status.after_reference_check": {"checked_on": date(2026, 3, 17)},
}


def about(rule: str, facts: DraftFacts) -> DraftFacts:
    return replace(facts, purpose=ACTIONS[rule].purpose, rule=rule, **DAYS.get(rule, {}))


RULES_OF_NOTES = [rule for rule, act in ACTIONS.items() if act.purpose]


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
    sent: list[OtherNote] = []
    for place in range(VARIANTS):
        facts = replace(FULL, place=place, person=f"Person{place} X", others=tuple(sent))
        body = suggest(facts).body
        assert all(check.is_good for check in check_note(body, facts)), body
        sent.append(OtherNote(facts.person, body))


def test_what_is_not_known_is_a_gap() -> None:
    for place in range(VARIANTS):
        facts = replace(FULL, topic="", place=place)
        assert "Bo" in suggest(facts).body.partition("[")[2].partition("]")[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule": "status.after_applying", "met_on": None, "applied_on": date(2026, 3, 2)},
         "On Monday 2 March I applied"),
        ({"rule": "status.after_interview"}, "On Wednesday 18 March I interviewed for"),
        ({"rule": "status.again", "asked_on": date(2026, 3, 11)}, "I wrote on Wednesday 11 March"),
        ({"rule": "status.again", "asked_on": date(2026, 3, 9), "answered_on": date(2026, 3, 11)},
         "I last heard from you on Wednesday 11 March"),
        ({"rule": "status.promised", "named_on": date(2026, 3, 17)}, "by Tuesday 17 March"),
        ({"rule": "status.promised", "ask_on": date(2026, 3, 17)}, "again on Tuesday 17 March"),
        ({"rule": "status.after_reference_check", "checked_on": date(2026, 3, 17),
          }, "On Wednesday 18 March I interviewed for"),
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
        ("declined", "I have declined"),
        ("rejected", "did not get"),
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
    ("changes", "channel", "words"),
    [
        ({}, "email", "Nothing in the debrief"),
        ({"is_debriefed": False}, "email", "once it is written"),
        ({"pace": "quick"}, "email", "decide quickly"),
        ({"pace": "slow"}, "handwritten", "taking their time"),
        ({"medium_hint": "screen"}, "email", "screens"),
        ({"medium_hint": "paper"}, "handwritten", "paper and pens"),
        ({"pace": "quick", "medium_hint": "paper"}, "email", "decide quickly"),
        ({"pace": "slow", "medium_hint": "screen"}, "email", "screens"),
        ({"pace": "slow", "named_on": date(2026, 3, 24)}, "email", "Tuesday 24 March"),
        ({"pace": "slow", "named_on": date(2026, 3, 25)}, "handwritten", "taking their time"),
        ({"ask_on": date(2026, 3, 20)}, "email", "Friday 20 March"),
        ({"purpose": "status", "medium_hint": "paper"}, "email", "calls annoy"),
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
    text = fill_template(
        "Dear { Name }, {job} at {company}, {date}: {topic}. {me} {unknown} {} {{me}}", values
    )
    assert text == (
        "Dear Bo, Senior <Product> Designer at Harbour & Sons, Wednesday 18 March: why your charts "
        "confuse new users. Robin Hale {unknown} {} {Robin Hale}"
    )
    assert BARE.greeted_as == ""
    assert fill_template("Dear {name},", placeholders(BARE)) == "Dear [name],"


def test_a_filled_in_value_is_not_filled_in_again() -> None:
    assert fill_template("{name} {job}", {"name": "{job}", "job": "x"}) == "{job} x"


def test_a_note_becomes_a_template_and_a_note_again() -> None:
    values = placeholders(FULL)
    body = suggest(FULL).body
    template = to_template(body, values)
    for word in ("{name}", "{job}", "{company}", "{date}", "{topic}", "{me}"):
        assert word in template
    assert fill_template(template, values) == body
    other = placeholders(replace(FULL, person="Chi Okafor", title="Lead"))
    assert "Dear Chi," in fill_template(template, other)


def test_only_whole_words_become_placeholders() -> None:
    values = {"name": "Ann", "full name": "Ann Lee", "me": ""}
    assert to_template("Dear Ann, Annual plans of Ann Lee", values) == (
        "Dear {name}, Annual plans of {full name}"
    )
    assert to_template("Dear Ann", {"me": ""}) == "Dear Ann"


NAMES = ["Tomás Núñez", "O'Brien", "Dr. Ada Lovelace", "J. Smith", ""]
COMPANIES = ["Harbour & Sons", "Acme Inc.", "Yahoo!", "Müller <Söhne> GmbH & Co. KG"]
JOBS = ["Lead", "Senior Staff Designer, Design Systems & Accessibility (m/f/d) [Remote]", "Sr."]
NOTED = [
    "",
    "Figma migration",
    "- tokens\n- grids",
    "Figma migration\nher sailing trip",
    "She asked me why I left Larkspur",
    "Onboarding flows are slow. They want them simpler!",
]
GAPS = (
    "[Recall what you talked about with ",
    "[The points you would like them to raise]",
    "[A line or two about what is new with you, or what made you think of them]",
    "[What you want to say]",
    "[How it went]",
    "[Your name]",
)
TWICE = re.compile(r"[.!?…][.?!…]|,,|;;|::|\(\)|\[\]|\s[.,;:!?]|  |None|\{|%\(")
days = st.one_of(st.none(), st.dates(date(2025, 9, 1), date(2026, 3, 19)))


@st.composite
def anything(draw: st.DrawFn) -> DraftFacts:
    """Facts of every shape: all purposes, each fact there or missing, names of every kind."""
    is_of_job = draw(st.booleans())
    rule = draw(st.sampled_from(RULES_OF_NOTES))
    return DraftFacts(
        purpose=ACTIONS[rule].purpose,
        rule=rule,
        you=draw(st.sampled_from(["Robin O'Brien", ""])),
        today=date(2026, 3, 20),
        person=draw(st.sampled_from(NAMES)),
        title=draw(st.sampled_from(JOBS)) if is_of_job or not REFERENCES_OWN & {rule} else "",
        company=draw(st.sampled_from(COMPANIES))
        if is_of_job or not REFERENCES_OWN & {rule}
        else "",
        posting_url=draw(st.sampled_from(["", "https://jobs.example/1"])),
        kind=draw(st.sampled_from(["interview", "phone_screen"])),
        met_on=date(2026, 3, 18) if rule in MET else draw(days),
        applied_on=draw(days),
        asked_on=date(2026, 3, 9) if rule == "status.again" else None,
        answered_on=draw(days),
        named_on=draw(days),
        ask_on=draw(days),
        checked_on=draw(days),
        topic=draw(st.sampled_from(NOTED)),
        place=draw(st.integers(0, 9)),
        result=draw(
            st.sampled_from(["", "offer", "accepted", "declined", "rejected", "withdrawn"])
        ),
        spoke=draw(st.booleans()),
        agreed_on=draw(days),
        last_contact_on=draw(days),
        points=draw(st.sampled_from([(), ("Leading the redesign", "Calm under deadlines")])),
        has_resume=draw(st.booleans()),
    )


MET = {"interview.thank_you", "screen.follow_up", "status.after_screen"}
REFERENCES_OWN = {
    *("reference.ask", "reference.reconfirm", "reference.keep_in_touch", "reference.reciprocate"),
}


@settings(max_examples=300, deadline=None)
@given(anything())
def test_every_suggestion_reads_as_a_letter(facts: DraftFacts) -> None:
    draft = suggest(facts)
    text = f"{draft.subject}\n{draft.body}"
    known = [facts.title, facts.company, facts.person, facts.you]
    bare = reduce(lambda left, name: left.replace(name, "X") if name else left, known, text)
    assert not TWICE.search(bare.replace("X!\n", "X\n")), text
    for gap in re.findall(r"\[[^\]]*\]", bare):
        assert gap.startswith(GAPS), gap
    assert not re.search(r"\b(?:she|her|they want|left Larkspur)\b", bare, re.IGNORECASE)
    assert max(map(len, text.split("\n\n"))) < 500


@settings(max_examples=300, deadline=None)
@given(anything())
def test_every_day_in_a_suggestion_is_one_of_the_facts(facts: DraftFacts) -> None:
    draft = suggest(facts)
    known = [getattr(facts, each.name) for each in fields(facts) if each.name.endswith("_on")]
    told = {in_words(day) for day in known if day}
    found = re.findall(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+", draft.body)
    assert set(found) <= told
    assert ("resume" in draft.body) == (facts.has_resume and facts.purpose == "heads_up")
    assert ("I have accepted" in draft.body) <= (
        facts.result == "accepted" or facts.purpose == "gift"
    )


@settings(max_examples=300, deadline=None)
@given(anything())
def test_a_suggestion_with_a_gap_is_not_ready_and_one_without_is(facts: DraftFacts) -> None:
    body = suggest(facts).body
    minds = {check.name for check in check_note(body, facts) if not check.is_good}
    has_gap = any(gap in body for gap in GAPS)
    assert ("gap" in minds) == has_gap
    assert has_gap or minds <= {"materials"}, (body, minds)


@pytest.mark.parametrize("noted", NOTED[3:])
def test_a_note_in_sentences_leaves_a_gap(noted: str) -> None:
    for place in range(VARIANTS):
        body = suggest(replace(FULL, topic=noted, place=place)).body
        assert "[Recall what you talked about with Bo]" in body
        assert noted.splitlines()[0] not in body


def test_points_are_a_list() -> None:
    for purpose in ("heads_up", "ask_reference"):
        body = suggest(replace(FULL, purpose=purpose)).body
        assert ":\n- Leading the redesign\n- Calm under deadlines\n\n" in body


def test_the_resume_is_named_only_where_there_is_one() -> None:
    facts = replace(FULL, purpose="heads_up", has_resume=True)
    assert "My resume is attached." in suggest(facts).body
    assert "resume" not in suggest(replace(facts, has_resume=False)).body


def test_after_a_reference_check_nobody_hears_that_the_reference_told() -> None:
    facts = about("status.after_reference_check", FULL)
    body = suggest(facts).body
    assert "On Wednesday 18 March I interviewed" in body
    assert "reference" not in body
    assert "17 March" not in body
    assert "next steps" in body


def test_a_name_that_ends_in_a_stop_brings_no_second_one() -> None:
    body = suggest(replace(FULL, company="Acme Inc.", topic="Grids")).body
    assert "at Acme Inc.\n" in body
    assert "at Yahoo!\n" in suggest(replace(FULL, company="Yahoo!")).body


@pytest.mark.parametrize(
    ("person", "greeting"),
    [
        ("Tomás Núñez", "Dear Tomás,"),
        ("Dr. Ada Lovelace", "Dear Dr. Lovelace,"),
        ("Lovelace, Ada", "Dear Ada,"),
        ("J. Smith", "Dear J. Smith,"),
        ("O'Brien", "Dear O'Brien,"),
        ("", "Dear hiring team at Harbour & Sons,"),
    ],
)
def test_how_somebody_is_greeted(person: str, greeting: str) -> None:
    assert suggest(replace(FULL, person=person)).body.startswith(greeting)


def test_a_month_of_another_year_says_which() -> None:
    facts = replace(FULL, purpose="keep_in_touch")
    assert "in touch in November 2025," in suggest(facts).body
    this_year = replace(facts, last_contact_on=date(2026, 1, 3))
    assert "in touch in January," in suggest(this_year).body


def test_a_long_title_fits_into_the_subject() -> None:
    draft = suggest(replace(FULL, purpose="status", title="T" * 240))
    assert len(draft.subject) == LONGEST_SUBJECT
