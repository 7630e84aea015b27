"""*Catch up*: apart from the queue, and answered in bulk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications import services as story
from applications.models import Application, Stage
from digests.queries import lines
from followups import today as page
from followups.models import Reminder
from followups.queue import CATCH_UP, LATER, OVERDUE, day_bounds, in_group
from followups.services import catch_up_after_rest, close_silent, snooze
from tests.conftest import MakeApplication, MakeContact, MakeInterview

State = Reminder.State
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
URL = reverse("followups:catch_up")
pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def old(make_application: MakeApplication, now: datetime) -> list[Application]:
    """Four applications of the last weeks, entered today."""
    return [
        make_application(f"Firm {weeks}", applied_at=now - weeks * 7 * DAY) for weeks in range(3, 7)
    ]


@pytest.fixture
def post(seeker_client: Client) -> Callable[..., str]:
    """Presses a button of the page, and returns the page after it."""

    def press(name: str, **data: object) -> str:
        url = reverse(f"followups:catch_up_{name}")
        answer = seeker_client.post(url, {"token": uuid4(), **data}, follow=True)
        return answer.content.decode()

    return press


def waiting() -> set[str]:
    rows = Reminder.objects.filter(set_aside=True, state__in=Reminder.LIVE)
    return {row.company for row in rows.select_related("application__company")}


def test_it_stands_apart_from_the_queue_and_out_of_mails(
    seeker: User, seeker_client: Client, old: list[Application], now: datetime
) -> None:
    found = page.today(seeker, now)
    for group in (found.overdue, found.now, found.coming, found.optional, found.later):
        assert group.cards == [], group.kind.name
    assert len(found.catch_up.cards) == CATCH_UP.size
    assert found.catch_up.more
    assert found.is_calm
    text = seeker_client.get("/").content.decode()
    assert "Catch up" in text
    assert "Overdue" not in text
    assert "Every note is sent" not in text
    assert not list(lines([seeker.pk], now, now))
    assert "Firm 3" in seeker_client.get(URL).content.decode()


def test_two_hundred_imported_open_today_without_an_overdue_one(
    seeker: User, seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    from followups.planning.replan import defer_replan

    with defer_replan(now=now):
        for number in range(200):
            make_application(f"Firm {number}", applied_at=now - (20 + number) * DAY)
    assert not in_group(seeker, OVERDUE, day_bounds(seeker, now)).exists()
    assert "Overdue" not in seeker_client.get("/").content.decode()
    mailed = list(lines([seeker.pk], now, now + 8 * DAY))
    assert not any(line.is_overdue(now) for line in mailed)
    assert {line.rule for line in mailed} == {"application.close_out"}


def test_what_is_picked_joins_the_queue_and_is_never_overdue(
    seeker: User, old: list[Application], post: Callable[..., str], now: datetime
) -> None:
    row = old[0].reminders.get(set_aside=True, state=State.OPEN)
    text = post("pick", ids=[row.pk, 10**18, "x"])
    assert "1 is on Today now." in text
    found = page.today(seeker, now)
    assert [card.id for card in found.now.cards] == [row.pk]
    (card,) = found.now.cards
    assert (card.is_overdue, str(card.when)) == (False, "as soon as you can")
    assert not page.today(seeker, now + 9 * DAY).overdue.cards
    assert [line.pk for line in lines([seeker.pk], now, now + DAY)] == [row.pk]


def test_nothing_ticked_is_told(old: list[Application], post: Callable[..., str]) -> None:
    before = waiting()
    assert "Tick what you want to follow up on first." in post("pick")
    assert waiting() == before


def test_all_of_it_is_let_go_and_comes_back(
    seeker_client: Client, old: list[Application], post: Callable[..., str]
) -> None:
    before = list(Reminder.objects.order_by("pk").values())
    text = post("dismiss")
    assert "reminders are gone." in text
    assert waiting() == set()
    undo_of(seeker_client, text)
    assert list(Reminder.objects.order_by("pk").values()) == before


def test_a_pick_is_taken_back(
    seeker_client: Client, old: list[Application], post: Callable[..., str]
) -> None:
    before = waiting()
    text = post("pick", ids=list(Reminder.objects.values_list("pk", flat=True)))
    assert waiting() == set()
    undo_of(seeker_client, text)
    assert waiting() == before


def undo_of(client: Client, text: str) -> None:
    _, _, rest = text.partition('action="/today/catch-up/undo/')
    url = f"/today/catch-up/undo/{rest.partition(chr(34))[0]}"
    client.post(url)
    assert "That was taken back already." in client.post(url, follow=True).content.decode()


@pytest.mark.parametrize(("days", "left"), [(28, {"Firm 3"}), (29, {"Firm 3", "Firm 4"})])
def test_the_silent_are_closed(
    old: list[Application], post: Callable[..., str], days: int, left: set[str]
) -> None:
    text = post("close", days=days)
    assert f"{4 - len(left)} applications are closed as no response." in text
    assert waiting() == left
    stages = {row.company.name: row.stage for row in Application.objects.all()}
    assert {name for name, stage in stages.items() if stage == Stage.APPLIED} == left


@pytest.mark.parametrize("days", ["", "13", "many", "3651"])
def test_days_that_do_not_fit_are_told(
    old: list[Application], post: Callable[..., str], days: str
) -> None:
    assert 'aria-invalid="true"' in post("close", days=days)
    assert not Application.objects.exclude(stage=Stage.APPLIED).exists()


def test_where_none_was_silent_nothing_is_closed(
    old: list[Application], post: Callable[..., str]
) -> None:
    assert "None of these applications was silent for 300 days." in post("close", days=300)
    assert not Application.objects.exclude(stage=Stage.APPLIED).exists()


def test_closing_twice_closes_once(old: list[Application], seeker: User, now: datetime) -> None:
    token = uuid4()
    first = close_silent(seeker, 28, token=token, now=now)
    assert len(first["moves"]) == 3
    assert close_silent(seeker, 28, token=token, now=now)["moves"] == []
    story.undo_action(seeker, first, now=now)
    assert not Application.objects.exclude(stage=Stage.APPLIED).exists()
    assert len(waiting()) == 4


NEWS = {
    "reply": lambda row, at, now: story.record_event(
        row, "employer_reply", at=at, token=uuid4(), now=now
    ),
    "note sent": lambda row, at, now: story.record_message(
        row.owner, "other", at=at, token=uuid4(), now=now, application=row
    ),
}


@pytest.mark.parametrize("news", NEWS)
@pytest.mark.parametrize(("ago", "is_closed"), [(60, True), (59, False)])
def test_news_of_any_kind_keeps_it_open(
    make_application: MakeApplication,
    seeker: User,
    now: datetime,
    news: str,
    ago: int,
    is_closed: bool,
) -> None:
    row = make_application(applied_at=now - 90 * DAY)
    NEWS[news](row, now - ago * DAY, now)
    Reminder.objects.filter(state=State.OPEN).update(catch_up=True, set_aside=True)
    assert waiting()
    close_silent(seeker, 60, token=uuid4(), now=now)
    row.refresh_from_db()
    assert (row.stage == Stage.NO_RESPONSE) is is_closed


def test_an_interview_to_come_keeps_it_open(
    make_application: MakeApplication, make_interview: MakeInterview, seeker: User, now: datetime
) -> None:
    row = make_application(applied_at=now - 90 * DAY)
    make_interview(row, starts_at=now + DAY, arranged_at=now - 80 * DAY)
    Reminder.objects.update(catch_up=True, set_aside=True, state=State.OPEN)
    assert close_silent(seeker, 60, token=uuid4(), now=now)["moves"] == []


def test_a_stranger_answers_their_own_alone(
    old: list[Application], stranger: User, stranger_client: Client, now: datetime
) -> None:
    before = waiting()
    assert "Firm" not in stranger_client.get(URL).content.decode()
    ids = list(Reminder.objects.values_list("pk", flat=True))
    for name, data in (("pick", {"ids": ids}), ("dismiss", {}), ("close", {"days": 14})):
        stranger_client.post(reverse(f"followups:catch_up_{name}"), {"token": uuid4(), **data})
    assert waiting() == before


def test_what_is_put_off_comes_back_to_catch_up(
    seeker: User, old: list[Application], now: datetime
) -> None:
    row = old[0].reminders.get(set_aside=True, state=State.OPEN)
    snooze(row, now + DAY, now=now)
    bounds = day_bounds(seeker, now)
    assert in_group(seeker, LATER, bounds).get() == row
    later = day_bounds(seeker, now + DAY)
    assert in_group(seeker, CATCH_UP, later).filter(pk=row.pk).exists()


REST = [(-SECOND, False), (timedelta(0), True), (2 * DAY - SECOND, True), (2 * DAY, False)]


@pytest.mark.parametrize(("due", "is_marked"), REST)
def test_what_fell_due_while_the_search_rested(
    make_application: MakeApplication, now: datetime, due: timedelta, is_marked: bool
) -> None:
    since = now - 2 * DAY
    row = make_application().reminders.get(state=State.OPEN)
    Reminder.objects.exclude(pk=row.pk).delete()
    Reminder.objects.update(due_at=since + due, lapses_at=None, catch_up=False, set_aside=False)
    count = catch_up_after_rest(row.owner_id, since, now)
    row.refresh_from_db()
    assert (count, row.catch_up, row.set_aside) == (int(is_marked), is_marked, is_marked)
    assert catch_up_after_rest(row.owner_id, since, now) == 0


def test_an_interview_note_of_a_rest_is_for_as_soon_as_one_can(
    seeker: User,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    starts = now - 2 * DAY
    talk = make_interview(make_application(), make_contact("Bo"), starts_at=starts, now=starts)
    assert catch_up_after_rest(seeker.pk, starts, now) >= 2
    assert not talk.reminders.get(rule="interview.thank_you").set_aside
    assert talk.reminders.get(rule="interview.debrief").set_aside
    found = page.today(seeker, now)
    assert [str(card.when) for card in found.now.cards] == ["as soon as you can"]


def test_a_rest_of_another_marks_nothing(
    old: list[Application], stranger: User, now: datetime
) -> None:
    Reminder.objects.update(catch_up=False, set_aside=False)
    assert catch_up_after_rest(stranger.pk, None, now) == 0
    assert catch_up_after_rest(old[0].owner_id, None, now) > 0
