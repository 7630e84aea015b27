"""/rules/: public, and under the reader's own policy."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from followups.services import choose_policy
from followups.timing.catalogue.index import RULES
from followups.timing.catalogue.sources import PLACES


@pytest.mark.django_db
def test_somebody_who_never_signed_in_can_read_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/rules/")  # how the beat is doing is looked up once a minute, for all
    with django_assert_num_queries(0):
        page = client.get("/rules/")
    for name in RULES:
        assertContains(page, f'id="{name}"', count=1)
    for place in PLACES:
        assertContains(page, f'id="{place}"', count=1)
    assertContains(page, "ask 7 days after it")
    assertNotContains(page, "Choose or change yours")


def test_a_reader_with_a_policy_reads_their_own_figures(
    seeker: User, seeker_client: Client, now: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    choose_policy(seeker, "patient", {"silence_days": 21}, by=seeker, now=now)
    with django_assert_max_num_queries(7):
        page = seeker_client.get("/rules/")
    assertContains(page, "ask 14 days after it")
    assertContains(page, "21 days after applying")
    assertContains(page, "Yours, changed")
    assertContains(page, "(usually 14 days)")


def test_only_reading_is_possible(seeker_client: Client) -> None:
    assert seeker_client.post("/rules/").status_code == 405


@pytest.mark.django_db
def test_a_limit_stands_apart_from_the_source_of_its_figure(client: Client) -> None:
    page = client.get("/rules/")
    row = page.content.decode().partition('id="limit-receipt_days"')[2].partition("</tr>")[0]
    why, source = row.split("<td")[3:]
    assert "A confirmation is automatic" in why
    assert "recruiter" not in why
    assert "Ours, after" in source
    assert 'href="#S3:receipt"' in source
