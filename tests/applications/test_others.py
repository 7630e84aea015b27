"""Once one application is accepted: how many others are under way, and the way to them."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.models import User
from applications import services
from applications.models import Application, Stage
from applications.table.page import table_of
from tests.conftest import MakeApplication

pytestmark = pytest.mark.usefixtures("at_now")
WAY = "/applications/?show=running"


@pytest.fixture
def search(make_application: MakeApplication, seeker: User, now: datetime) -> Application:
    """One application, two others under way, one saved, one that ended, one put away."""
    one = make_application(title="One")
    make_application(title="Two")
    make_application(title="Three")
    make_application(title="Saved", applied_at=None)
    ended = make_application(title="Ended")
    services.move(ended, Stage.REJECTED, at=now, now=now, token=uuid4())
    services.archive(seeker, [make_application(title="Away").pk], now=now)
    return one


def accept(client: Client, application: Application, now: datetime, **headers: str) -> str:
    values = {"token": uuid4(), "stage": "accepted", "at": f"{now:%Y-%m-%dT%H:%M}"}
    url = f"/applications/{application.pk}/move/"
    response = client.post(url, values, headers=headers, follow=True)
    return response.content.decode()


def test_its_page_leads_to_the_others(
    search: Application, seeker: User, seeker_client: Client, now: datetime
) -> None:
    page = f"/applications/{search.pk}/"
    assert "still running" not in seeker_client.get(page).content.decode()
    shown = accept(seeker_client, search, now)
    assert "2 others are still running" in shown
    assert f'href="{WAY}"' in shown
    rows = table_of(seeker, QueryDict("show=running"), now).rows
    assert {row.title for row in rows} == {"Two", "Three"}


def test_nothing_is_said_where_no_other_is_under_way(
    make_application: MakeApplication, seeker_client: Client, now: datetime
) -> None:
    assert "still running" not in accept(seeker_client, make_application(), now)


def test_the_board_says_it_once(search: Application, seeker_client: Client, now: datetime) -> None:
    htmx = {"HX-Request": "true", "HX-Target": "board"}
    assert "2 others are still running" in accept(seeker_client, search, now, **htmx)
    assert "still running" not in seeker_client.get("/board/").content.decode()


def test_a_strangers_search_is_not_counted(
    make_application: MakeApplication, stranger: User, seeker_client: Client, now: datetime
) -> None:
    make_application(owner=stranger)
    assert "still running" not in accept(seeker_client, make_application(), now)
