"""Every phrase says what it claims, in its own example; what is only possible says nothing."""

from __future__ import annotations

import tomllib

import pytest

from inbox.reading.findings import KINDS
from inbox.reading.languages import CODES, HERE, guess, load
from inbox.reading.phrases import CONDITIONAL, Phrase, find_phrases, load_phrases
from inbox.reading.text import fold, sentence_ends, without_points

pytestmark = pytest.mark.dayless

PHRASES = [(code, phrase) for code in CODES for phrase in load_phrases(load(code))]
NOTHING = [
    (code, sentence)
    for code in CODES
    for sentence in tomllib.loads((HERE / "phrases" / f"{code}.toml").read_text())["none"]
]


def said(code: str, sentence: str) -> list[Phrase]:
    folded = without_points(fold(sentence))
    return [match.phrase for match in find_phrases(folded, load(code), sentence_ends(folded))]


@pytest.mark.parametrize(("code", "phrase"), PHRASES, ids=lambda each: getattr(each, "words", each))
def test_a_phrase_is_found_in_its_example(code: str, phrase: Phrase) -> None:
    assert phrase in said(code, phrase.example)


@pytest.mark.parametrize(("code", "phrase"), PHRASES, ids=lambda each: getattr(each, "words", each))
def test_a_phrase_is_written_folded_and_weighed(code: str, phrase: Phrase) -> None:
    assert fold(phrase.words.replace("…", "")).isascii()
    assert phrase.words == phrase.words.lower()
    assert phrase.kind in KINDS
    assert 1 <= phrase.weight <= 10


@pytest.mark.parametrize(("code", "sentence"), NOTHING)
def test_what_has_not_happened_is_not_claimed(code: str, sentence: str) -> None:
    assert [each.words for each in said(code, sentence) if each.kind in CONDITIONAL] == []


@pytest.mark.parametrize("code", CODES)
def test_every_kind_has_phrases_in_every_language(code: str) -> None:
    assert {phrase.kind for phrase in load_phrases(load(code))} == set(KINDS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("thank you for your application, we are happy to meet you", "en"),
        ("vielen dank für ihre bewerbung, wir freuen uns", "de"),
        ("merci de votre candidature, nous vous souhaitons une bonne journée", "fr"),
        ("gracias por tu candidatura, nos gustaría hablar contigo", "es"),
        ("bedankt voor je sollicitatie, we nodigen je graag uit", "nl"),
    ],
)
def test_the_language_is_guessed(text: str, code: str) -> None:
    assert guess(fold(text))[0].code == code


def test_no_language_is_guessed_from_nothing() -> None:
    assert guess("okoro 4711") == ()
