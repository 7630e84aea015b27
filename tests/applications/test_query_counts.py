"""As many queries for ten applications as for a thousand, and seven at most."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Application, Event, SavedView, Tag
from references.models import Company
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now")
MOST = 8


def add(owner: User, numbers: range, now: datetime) -> None:
    """An application for each number, with its company, its tag and two entries in its story."""
    companies = Company.objects.bulk_create(
        Company(owner=owner, name=f"Firm {number}") for number in numbers
    )
    rows = Application.objects.bulk_create(
        Application(
            owner=owner,
            company=company,
            title=f"Job {number}",
            stage=("saved", "applied", "rejected")[number % 3],
            created_at=now,
            updated_at=now - timedelta(hours=number),
        )
        for number, company in zip(numbers, companies, strict=True)
    )
    tag = Tag.objects.get_or_create(owner=owner, name="north")[0]
    SavedView.objects.get_or_create(owner=owner, name="North", query=f"tag={tag.pk}")
    tag.tagged.add(*rows)
    Event.objects.bulk_create(
        Event(application=row, kind=kind, at=now - timedelta(days=1))
        for row in rows
        for kind in ("applied", "confirmation")
    )


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "url",
    [
        "/applications/",
        "/applications/?q=job&show=open&sort=-applied&interest=2&applied_from=2026-01-01",
        "/applications/?q=nothing+fits",
        "/applications/?tag={tag}",
        "/applications/filters/?source=",
        "/board/",
    ],
)
def test_for_ten_applications_and_for_a_thousand(
    seeker: User, seeker_client: Client, now: datetime, url: str
) -> None:
    add(seeker, range(10), now)
    url = url.format(tag=Tag.objects.get(owner=seeker).pk)
    few = queries(seeker_client, url)
    add(seeker, range(10, 1000), now)
    assert queries(seeker_client, url) == few
    assert few <= MOST


def test_for_one_application_among_ten_and_among_a_thousand(
    seeker: User,
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    application = make_application("Harbour Analytics")
    make_interview(application, make_contact("Ana Ruiz", company="Harbour Analytics"))
    page = f"/applications/{application.pk}/"
    add(seeker, range(9), now)
    few = queries(seeker_client, page)
    add(seeker, range(9, 999), now)
    assert queries(seeker_client, page) == few
    assert few <= MOST + 1
