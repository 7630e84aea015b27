"""However long a name or a search is: it is told to be too long, or finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from applications.models import Application, SavedView, Tag
from applications.services import save_view, set_tags, tag_all
from jobtracker.lookups import LONGEST_WORD, MOST_WORDS, containing, with_name
from references.models import Company, Contact
from references.services import company_named
from tests.conftest import MakeApplication, MakeContact, signed_in

HUGE = "x" * 100_001
"""More than SQLite takes as a pattern."""


def test_a_name_is_found_whatever_its_case(seeker: User) -> None:
    view = save_view(seeker, name="Dream jobs", query="q=a")
    assert list(with_name(SavedView.objects.all(), "DREAM jobs")) == [view]
    assert not with_name(SavedView.objects.all(), HUGE)


@pytest.mark.parametrize(
    "write",
    [
        lambda application: save_view(application.owner, name=HUGE, query="q=a"),
        lambda application: company_named(application.owner, HUGE),
        lambda application: tag_all(application.owner, [application.pk], HUGE),
        lambda application: set_tags(application, [HUGE]),
    ],
)
def test_what_is_called_by_too_long_a_name_is_refused(
    make_application: MakeApplication, write: Callable[[Application], Any]
) -> None:
    application = make_application()
    companies = Company.objects.count()
    with pytest.raises(ValidationError, match="100001"):
        write(application)
    assert Company.objects.count() == companies
    assert not Tag.objects.exists()
    assert not SavedView.objects.exists()


def test_whoever_keeps_a_view_by_a_huge_name_is_told(seeker_client: Client) -> None:
    data = {"name": HUGE, "query": "q=a"}
    answer = seeker_client.post("/applications/views/save/", data, follow=True)
    assert "The view was not kept" in answer.content.decode()


@pytest.mark.parametrize("text", [HUGE, "a " * 3000, "word " * MOST_WORDS + HUGE])
@pytest.mark.parametrize(
    "address",
    [
        "/applications/?q={}", "/applications/?source={}", "/applications/duplicates/?company={}",
        "/people/?q={}", "/companies/?q={}",
    ],
)  # fmt: skip
def test_a_huge_search_is_answered(
    make_application: MakeApplication, seeker_client: Client, address: str, text: str
) -> None:
    make_application()
    assert seeker_client.get(address.format(text)).status_code == 200


@pytest.mark.parametrize("text", [HUGE, " ".join(f"w{number}" for number in range(3000))])
def test_a_huge_search_of_the_coach_and_the_operator_is_answered(
    coach_client: Client, operator: User, text: str
) -> None:
    for client, address in (
        (coach_client, "/coach/applications/application/"),
        (signed_in(operator), "/admin/accounts/user/"),
    ):
        assert client.get(address, {"q": text}).status_code == 200


def test_each_word_is_found_in_any_column(make_contact: MakeContact) -> None:
    contact = make_contact(name="Ana Ruiz", role="Team lead")
    rows, columns = Contact.objects.all(), ("name", "role")
    assert list(containing(rows, columns, "lead ana")) == [contact]
    assert not containing(rows, columns, "lead joan")
    assert not containing(rows, columns, "a" * (LONGEST_WORD + 1))
