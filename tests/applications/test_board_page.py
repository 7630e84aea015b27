"""The board: columns, counts, quick add, moves with what they must ask, and their undo."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import strip_tags

from accounts.models import User
from applications import services
from applications.board import MOST_CARDS, board_of
from applications.models import Application, Event, Stage
from followups.services import snooze
from tests.applications.test_log import UNDO
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now")
HTMX = {"HX-Request": "true", "HX-Target": "board"}


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


def move(client: Client, application: Application, stage: str, **data: Any) -> Any:
    values = {"token": uuid4(), "stage": stage, **data}
    return client.post(f"/applications/{application.pk}/move/", values)


def test_a_column_a_stage_with_its_count(
    seeker: User, make_application: MakeApplication, stranger: User, now: datetime
) -> None:
    saved = make_application(applied_at=None)
    applied = make_application()
    away = make_application()
    make_application(owner=stranger)
    services.archive(seeker, [away.pk], now=now)
    columns = {column.stage: column for column in board_of(seeker, now)}
    assert list(columns) == list(Stage)
    assert [card.pk for card in columns[Stage.SAVED].cards] == [saved.pk]
    assert [card.pk for card in columns[Stage.APPLIED].cards] == [applied.pk]
    assert sum(column.count for column in columns.values()) == 2
    assert columns[Stage.APPLIED].cards[0].url == f"/applications/{applied.pk}/"


def test_only_outcomes_ask_when_and_only_ends_are_set_apart(seeker: User, now: datetime) -> None:
    columns = board_of(seeker, now)
    asking = {column.stage.value for column in columns if column.asks_when}
    assert asking == set(Event.Result.values)
    closed = {column.stage.value for column in columns if column.is_closed}
    assert closed == asking - {"offer"}


def test_a_card_says_what_its_day_is_and_what_is_overdue(
    seeker: User,
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    late, fine = make_application("Cobalt Transit", "Writer"), make_application(applied_at=None)
    make_interview(late, make_contact("Bo"), starts_at=now - timedelta(days=3))
    late.reminders.update(catch_up=False, set_aside=False)
    marked = {card.pk: card.is_late for each in board_of(seeker, now) for card in each.cards}
    assert marked == {late.pk: True, fine.pk: False}
    page = strip_tags(seeker_client.get("/board/").content.decode())
    assert page.count("Overdue · changed Thu 19 Mar") == 1
    assert page.count("changed Thu 19 Mar") == 2
    for reminder in late.reminders.all():
        snooze(reminder, now + timedelta(days=2), now=now)
    assert not any(card.is_late for each in board_of(seeker, now) for card in each.cards)


def test_a_long_column_shows_the_latest_and_how_many_more(
    seeker_client: Client, seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    for number in range(MOST_CARDS + 3):
        moment = now - timedelta(days=100 - number)
        make_application(title=f"Job {number:03}", applied_at=None, now=moment)
    column = board_of(seeker, now)[0]
    assert (column.count, len(column.cards), column.more) == (MOST_CARDS + 3, MOST_CARDS, 3)
    assert column.cards[0].title == f"Job {MOST_CARDS + 2:03}"
    page = seeker_client.get("/board/").content.decode()
    assert 'href="/applications/?stage=saved">3 more' in page


def test_a_card_is_moved_from_the_board_and_back(
    seeker_client: Client, application: Application
) -> None:
    url = f"/applications/{application.pk}/move/"
    data = {"token": uuid4(), "stage": "screening"}
    page = seeker_client.post(url, data, headers=HTMX).content.decode()
    assert page.lstrip().startswith('<div id="board"')
    assert "“Product Designer” is now in “Screening”." in page
    application.refresh_from_db()
    assert application.stage == Stage.SCREENING
    seeker_client.post(UNDO.findall(page)[-1])
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED
    assert application.events.count() == 1


def test_a_card_dragged_out_of_its_end_keeps_what_happened_and_goes_back(
    seeker_client: Client, application: Application
) -> None:
    move(seeker_client, application, "rejected", at="2026-03-17T16:00")
    before = set(application.events.all())
    url, data = f"/applications/{application.pk}/move/", {"token": uuid4(), "stage": "interviewing"}
    headers = {**HTMX, "HX-Target": "board"}
    page = seeker_client.post(url, data, headers=headers).content.decode()
    seeker_client.post(url, data, headers=headers)
    application.refresh_from_db()
    assert application.stage == Stage.INTERVIEWING
    added = set(application.events.all()) - before
    kinds = Event.Kind
    assert {each.kind for each in added} == {kinds.APPLIED, kinds.MOVED, kinds.EMPLOYER_REPLY}
    assert "You applied" in seeker_client.get(f"/applications/{application.pk}/").content.decode()
    seeker_client.post(UNDO.findall(page)[-1])
    application.refresh_from_db()
    assert (application.stage, set(application.events.all())) == (Stage.REJECTED, before)


@pytest.mark.parametrize("target", ["", "board"])
def test_a_move_against_what_happened_is_refused_with_the_reason(
    seeker_client: Client, application: Application, target: str
) -> None:
    move(seeker_client, application, "offer", at="2026-03-17T16:00")
    url, data = f"/applications/{application.pk}/move/", {"token": uuid4(), "stage": "screening"}
    headers = {**HTMX, "HX-Target": target} if target else {}
    page = seeker_client.post(url, data, headers=headers).content.decode()
    assert "There is an offer, of Tue 17 Mar" in page
    assert ('"screening" selected' in page) is not target
    application.refresh_from_db()
    assert (application.stage, application.events.count()) == (Stage.OFFER, 2)


@pytest.mark.parametrize("result", Event.Result.values)
def test_an_outcome_is_dated(seeker_client: Client, application: Application, result: str) -> None:
    move(seeker_client, application, result, at="2026-03-17T16:00")
    outcome = application.events.get(kind=Event.Kind.OUTCOME)
    assert (outcome.result, outcome.at.isoformat()) == (result, "2026-03-17T16:00:00+00:00")


def test_an_outcome_without_a_date_is_as_of_now(
    seeker_client: Client, application: Application, now: datetime
) -> None:
    move(seeker_client, application, "offer", at="")
    assert application.events.get(kind=Event.Kind.OUTCOME).at == now


def test_any_other_move_is_as_of_now_whatever_the_form_says(
    seeker_client: Client, application: Application, now: datetime
) -> None:
    move(seeker_client, application, "interviewing", at="2026-03-01T09:00")
    assert application.events.get(kind=Event.Kind.MOVED).at == now


def test_a_saved_job_moved_to_applied_was_applied_for(
    seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application(applied_at=None)
    move(seeker_client, application, "applied")
    assert application.events.get().kind == Event.Kind.APPLIED
    assert application.reminders.exists()  # type: ignore[attr-defined]


def test_to_where_it_stands_already_nothing_is_moved(
    seeker_client: Client, application: Application
) -> None:
    page = move(seeker_client, application, "applied")
    assert page.status_code == 302
    assert application.events.count() == 1
    assert not UNDO.findall(seeker_client.get("/board/").content.decode())


def test_sent_twice_it_is_moved_once(seeker_client: Client, application: Application) -> None:
    token = uuid4()
    for _ in range(2):
        move(seeker_client, application, "offer", token=token)
    assert application.events.filter(kind=Event.Kind.OUTCOME).count() == 1


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"stage": "lost"}, "stage"),
        ({"stage": "offer", "at": "2026-03-20T09:00"}, "at"),
        ({"stage": "offer", "at": "then"}, "at"),
        ({"stage": "offer", "token": "x"}, "token"),
    ],
)
def test_what_does_not_fit_is_named(
    seeker_client: Client, application: Application, data: dict[str, str], field: str
) -> None:
    values = {"token": uuid4(), **data}
    response = seeker_client.post(f"/applications/{application.pk}/move/", values)
    assert list(response.context["form"].errors) == [field]


def test_the_page_to_move_on_begins_with_the_stage(
    seeker_client: Client, application: Application
) -> None:
    url = f"/applications/{application.pk}/move/"
    assert '"applied" selected' in seeker_client.get(url).content.decode()
    assert '"offer" selected' in seeker_client.get(f"{url}?stage=offer").content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_quick_add_saves_a_job(
    seeker_client: Client, seeker: User, headers: dict[str, str]
) -> None:
    data = {"token": uuid4(), "title": "Librarian", "company": "Pemberton Trust"}
    for _ in range(2):
        response = seeker_client.post("/board/add/", data, headers=headers)
    application = Application.objects.get()
    assert (application.owner, application.stage) == (seeker, Stage.SAVED)
    if headers:
        assert "Librarian" in response.content.decode()
    else:
        assert response.headers["Location"] == "/board/"


def test_quick_add_keeps_what_was_typed(seeker_client: Client) -> None:
    data = {"token": uuid4(), "title": "Librarian", "company": ""}
    response = seeker_client.post("/board/add/", data)
    page = response.content.decode()
    assert 'value="Librarian"' in page
    assert '<details class="quick-add" open>' in page
    assert not Application.objects.exists()
