"""The rules for people are made from the engine's data, and their examples by the engine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from followups.rulebook import Rulebook, rulebook
from followups.rulebook.example import example
from followups.rulebook.example_days import Days
from followups.rulebook.example_histories import HISTORIES
from followups.rulebook.page import chapter_titles, differing_fields
from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.catalogue.sources import PLACES, SOURCES
from followups.timing.plan import plan
from followups.timing.policy.make import FIELDS, NAMED, make

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 19, 20, tzinfo=UTC)
DAYS = Days.around(NOW, LONDON)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook(make(), "balanced", LONDON, NOW)


def test_every_rule_stands_in_one_chapter_and_has_an_example(book: Rulebook) -> None:
    names = [entry.name for chapter in book.chapters for entry in chapter.entries]
    assert sorted(names) == sorted(RULES)
    assert set(HISTORIES) == set(RULES)
    assert len({slug for slug, _title, _beginnings in chapter_titles()}) == len(book.chapters)


def test_every_guard_figure_and_place_is_there(book: Rulebook) -> None:
    assert [guard.name for guard in book.guards] == list(GUARDS)
    assert [figure.field.name for figure in book.figures] == list(FIELDS)
    places = [cite.citation for document in book.documents for cite in document.places]
    assert sorted(places) == sorted(PLACES)
    assert [document.source for document in book.documents] == list(SOURCES.values())


def test_every_rule_names_its_sources_in_words(book: Rulebook) -> None:
    for chapter in book.chapters:
        for entry in chapter.entries:
            assert entry.sources, entry.name
            assert all(cite.text and cite.source.author for cite in entry.sources)
            assert "%(" not in entry.sentence


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Apia", "America/St_Johns"])
def test_the_usual_policy_asks_for_something_in_every_example(rule: str, zone: str) -> None:
    found = example(rule, make(), Days.around(NOW, ZoneInfo(zone)))
    assert found.applies
    assert found.why
    assert [moment.side for moment in found.moments].count("coming") >= 1
    assert list(found.moments) == sorted(found.moments, key=lambda moment: moment.at)
    coming = [moment for moment in found.moments if moment.side == "coming"]
    assert all(moment.text for moment in coming)
    assert all("%(" not in moment.title + moment.text for moment in found.moments)


@pytest.mark.parametrize("rule", RULES)
def test_an_example_is_what_the_engine_says(rule: str) -> None:
    history = HISTORIES[rule](DAYS)
    planned = next(p for p in plan(history.facts(LONDON), make()).reminders if p.rule == rule)
    opens = next(m for m in example(rule, make(), DAYS).moments if m.icon == "bell")
    assert opens.at == planned.opens_at


def test_an_example_counts_with_the_readers_figures() -> None:
    usual = example("status.after_interview", make(), DAYS)
    patient = example("status.after_interview", make("patient"), DAYS)
    opens = [next(m for m in each.moments if m.icon == "bell").at for each in (usual, patient)]
    assert [at.date() for at in opens] == [date(2026, 3, 26), date(2026, 4, 2)]
    assert "+ 7 days" in next(m for m in usual.moments if m.icon == "bell").text


def test_where_a_policy_asks_for_nothing_the_example_says_why() -> None:
    found = example("status.again", make("two_email"), DAYS)
    assert not found.applies
    assert "your turn" not in found.why
    assert found.why
    quiet = example("references.line_up", make("balanced", {"references_wanted": 0}), DAYS)
    assert not quiet.applies
    assert quiet.why == "This policy asks for nothing here."


def test_the_named_policies_stand_side_by_side_where_they_differ(book: Rulebook) -> None:
    assert list(differing_fields()) == [
        "after_interview_days",
        "max_status_notes",
        "thank_you_counts",
    ]
    assert [column.name for column in book.columns] == list(NAMED)
    assert [column.name for column in book.columns if column.chosen] == ["balanced"]
    days = book.rows[0]
    assert days.cells == (
        ("7 days", False),
        ("1 day", True),
        ("7 days", False),
        ("7 days", False),
        ("14 days", True),
    )


def test_figures_say_how_far_they_may_go_and_why(book: Rulebook) -> None:
    gap = next(figure for figure in book.figures if figure.field.name == "min_gap_days")
    assert gap.limits == "from 7 days to 365 days"
    assert gap.why == "No more than one status note a week."
    assert {cite.citation for cite in gap.sources} == {"S3:once-a-week", "S2:another-week"}


def test_the_days_of_examples_start_on_a_monday_of_the_readers() -> None:
    late = datetime(2026, 3, 22, 23, 30, tzinfo=UTC)
    assert Days.around(late, LONDON).on(0) == date(2026, 3, 16)
    assert Days.around(late, ZoneInfo("Pacific/Apia")).on(0) == date(2026, 3, 23)
    assert Days(date(2026, 3, 23), LONDON).at(6, "09:00") == datetime(2026, 3, 29, 8, tzinfo=UTC)


def test_consent_is_years_old_where_it_is_asked_for_again_and_not_a_lifetime() -> None:
    asked_again = example("reference.reconfirm", make(), DAYS)
    assert "Joan agreed on Mon 21 Feb 2022" in asked_again.why
    longer = make("balanced", {"reconfirm_years": 5})
    assert not example("reference.reconfirm", longer, DAYS).applies


def test_no_limit_speaks_in_the_name_of_a_source(book: Rulebook) -> None:
    for figure in book.figures:
        assert bool(figure.why) == bool(figure.limits)
        assert not any(source.author in figure.why for source in SOURCES.values())


def test_how_many_references_is_our_own_figure(book: Rulebook) -> None:
    wanted = next(each for each in book.figures if each.field.name == "references_wanted")
    assert wanted.field.ours
    assert wanted.sources == ()


def test_a_rule_does_not_only_repeat_its_source(book: Rulebook) -> None:
    for chapter in book.chapters:
        for entry in chapter.entries:
            assert entry.sentence not in [cite.text for cite in entry.sources]
