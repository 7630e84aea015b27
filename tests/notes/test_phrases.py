"""What people note of a talk, and which of it may stand in a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.drafting.patterns import NEGOTIATION
from notes.drafting.phrases import MOST_WORDS, inline_phrase, lines_in, listed


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("Figma migration", "Figma migration"),
        ("Your move to Figma.", "your move to Figma"),
        ("Why your charts confuse new users…", "why your charts confuse new users"),
        ("UX of the form", "UX of the form"),
        ("IT support in the US", "IT support in the US"),
        ("Node.js and v2.1", "Node.js and v2.1"),
        ("  A  shared\tlibrary ", "a shared library"),
        ("AI tools", "AI tools"),
        ("O'Brien's tokens (v2)", "O'Brien's tokens (v2)"),
        ("- tokens\n- Grids", "tokens and grids"),
        ("• Design tokens,\n2) hiking.\n– Figma", "design tokens, hiking and Figma"),
        ("tokens; grids", "tokens and grids"),
        ("Running a session with no budget", "running a session with no budget"),
    ],
)  # fmt: skip
def test_a_short_phrase_is_taken_as_it_is(noted: str, said: str) -> None:
    assert inline_phrase(noted) == said


@pytest.mark.parametrize(
    "noted",
    [
        "",
        " \n ",
        "…",
        "- ",
        "Onboarding flows are slow. They want them simpler!",
        "Figma migration\nher sailing trip",
        "She asked me why I left Larkspur",
        "Why their charts confuse new users",
        "I asked about tests",
        "Team doubled since June",
        "Discussed onboarding",
        "Great hike!",
        "What next?",
        "Research: how it is done",
        "It's the tokens",
        "They’re hiring",
        "He doesn’t sail",
        "tokens - grids - hiking",
        "a [gap] here",
        "https://figma.example/board",
        "WHY HE LEFT",
        "one\ntwo\nthree\nfour",
        "one two three four five six seven eight nine ten eleven twelve thirteen",
        "grids (and",
        "She's a sailor",
        "Rude about my CV",
        "Nice chat",
        "Both like climbing",
        "🙂 vibes",
        "Sketch → Figma",
    ],
)
def test_anything_else_is_left_to_its_writer(noted: str) -> None:
    assert inline_phrase(noted) == ""


def test_pay_is_not_brought_up_by_a_suggestion() -> None:
    assert inline_phrase("Salary bands", NEGOTIATION) == ""
    assert inline_phrase("Sailing", NEGOTIATION) == "sailing"


@given(st.text(max_size=120))
def test_what_is_taken_is_one_short_line_without_an_end(noted: str) -> None:
    said = inline_phrase(noted)
    assert "\n" not in said
    assert len(said.split()) <= MOST_WORDS + 2
    assert not said.endswith((".", "!", "?", ",", ";", ":", " "))
    assert not {"[", "]", "!", "?"} & set(said)


def test_lines_lose_their_bullets_and_keep_their_words() -> None:
    text = "- Leading the tablet redesign.\r\n\n* Calm under deadlines;  1. C++ \n-5 °C"
    assert lines_in(text) == ["Leading the tablet redesign", "Calm under deadlines", "C++", "-5 °C"]


def test_a_list_is_joined_as_one_says_it() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
