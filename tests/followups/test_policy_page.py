"""Choosing a policy: shown first, saved on a press, refused with field, limit and source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from followups.forms.policy import GROUPS, PolicyForm, initial_of
from followups.models import PolicyChoice
from followups.timing.policy.make import FIELDS
from tests.conftest import MakeApplication, MakeInterview

PAGE, PREVIEW, SAVE = "/settings/policy/", "/settings/policy/preview/", "/settings/policy/save/"


def form(**data: Any) -> PolicyForm:
    return PolicyForm({"base": "balanced", **data})


def test_every_figure_is_in_one_group() -> None:
    names = [name for _title, group in GROUPS for name in group]
    assert sorted(names) == sorted(FIELDS)


def test_what_is_left_empty_is_as_the_policy_has_it() -> None:
    found = form(base="patient", silence_days="", skip_weekends="", day_start="")
    assert found.is_valid()
    assert (found.chosen, found.changes) == ("patient", {})
    assert found.policy.after_interview_days == 14


def test_figures_of_ones_own_stand_on_top() -> None:
    found = form(silence_days="21", skip_weekends="no", max_status_notes="0", day_start="08:30")
    assert found.is_valid(), found.errors
    assert found.changes == {
        "silence_days": 21,
        "max_status_notes": 0,
        "skip_weekends": False,
        "day_start": time(8, 30),
    }
    assert found.own_figures


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("min_gap_days", "3", ["from 7 days to 365 days", "A recruiter's blog", "Debbie Truluck"]),
        ("max_status_notes", "3", ["2 status notes", "Debbie Truluck", "CareerBuilder"]),
        ("lapse_days", "2", ["from 3 days to 60 days", "our own limit"]),
        ("silence_days", "soon", ["whole number", "A recruiter's blog"]),
        ("day_end", "08:00", ["start before it ends"]),
    ],
)
def test_a_figure_beyond_its_limit_names_limit_and_source(
    name: str, value: str, told: list[str]
) -> None:
    found = form(**{name: value})
    assert not found.is_valid()
    assert set(found.errors) == {name}
    for words in told:
        assert words in found.errors[name][0]


def test_every_refused_figure_is_told_at_once() -> None:
    found = form(min_gap_days="1", receipt_days="9", day_start="20:00")
    assert set(found.errors) == {"min_gap_days", "receipt_days"}


def test_an_unknown_policy_is_refused() -> None:
    assert "base" in form(base="pushy").errors


def test_a_stored_choice_is_shown_as_it_was_made() -> None:
    choice = PolicyChoice(base="prompt", changes={"skip_weekends": False, "day_start": "08:30"})
    shown = PolicyForm(initial=initial_of(choice))
    assert shown["base"].value() == "prompt"
    assert shown["skip_weekends"].value() == "no"
    assert shown["day_start"].value() == "08:30"
    assert shown.fields["after_interview_days"].widget.attrs["placeholder"] == 1


@pytest.fixture(autouse=True)
def at_the_tests_moment(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def met(make_application: MakeApplication, make_interview: MakeInterview) -> User:
    interview = make_interview(make_application())
    return interview.application.owner


def test_the_page_shows_the_choice_and_cannot_save_unseen(met: User, seeker_client: Client) -> None:
    page = seeker_client.get(PAGE)
    assertContains(page, 'value="balanced" id="id_base_0" required checked')
    assertNotContains(page, "Save this policy")


def test_the_preview_shows_what_would_change_and_saves_nothing(
    met: User, seeker_client: Client
) -> None:
    page = seeker_client.post(PREVIEW, {"base": "patient"})
    assertContains(page, "Ask after an interview")
    assertContains(page, "Save this policy")
    assert not PolicyChoice.objects.exists()


def test_a_script_gets_the_form_alone(met: User, seeker_client: Client) -> None:
    page = seeker_client.post(PREVIEW, {"base": "patient"}, headers={"HX-Request": "true"})
    assertContains(page, "Save this policy")
    assertNotContains(page, "<html")


def test_a_refusal_keeps_what_was_typed_and_saves_nothing(met: User, seeker_client: Client) -> None:
    for url in (PREVIEW, SAVE):
        page = seeker_client.post(url, {"base": "prompt", "min_gap_days": "2"})
        assertContains(page, "A recruiter&#x27;s blog; Debbie Truluck", status_code=422)
        assertContains(page, 'value="2"', status_code=422)
        assertNotContains(page, "Save this policy", status_code=422)
    assert not PolicyChoice.objects.exists()


def test_saving_plans_anew(met: User, seeker_client: Client) -> None:
    before = met.reminders.get(rule="status.after_interview").opens_at
    answer = seeker_client.post(SAVE, {"base": "patient", "due_days": "3"})
    assertRedirects(answer, PAGE)
    choice = PolicyChoice.objects.get(owner=met)
    assert (choice.base, choice.changes, choice.set_by) == ("patient", {"due_days": 3}, met)
    assert met.reminders.get(rule="status.after_interview").opens_at > before
    assertContains(seeker_client.get("/settings/"), "with 1 figure of your own")
