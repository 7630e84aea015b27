"""Today: what stands in which group, told from times alone; and what the page costs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from applications import services as story
from followups import today as page
from followups.cards import card, card_context
from followups.models import HeldBack, Reminder
from followups.queue import (
    CATCH_UP,
    COMING,
    GROUPS,
    LATER,
    NOW,
    OPTIONAL,
    OVERDUE,
    day_bounds,
    group_of,
    in_group,
)
from followups.services import dismiss, mark_done, snooze
from followups.today import Today
from references.models import Reference
from references.services import set_consent
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)
State = Reminder.State
MOST_QUERIES = 8


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def reminder(make_application: MakeApplication) -> Callable[..., Reminder]:
    """Makes one reminder with times of its own, away from the planner."""
    application = make_application(applied_at=None)

    def make(opens_at: datetime, due_at: datetime | None = None, **fields: object) -> Reminder:
        return Reminder.objects.create(
            owner=application.owner,
            scope=f"a{application.pk}",
            key=f"made/{uuid4()}",
            application=application,
            rule="application.receipt",
            opens_at=opens_at,
            due_at=due_at,
            reason={
                "sentence": "application.receipt",
                "facts": {"applied_at": "2026-03-02T10:00:00Z"},
                "steps": [],
                "due": [],
                "lapse": [],
            },
            **fields,
        )

    return make


def shown(today: Today) -> dict[str, list[int]]:
    groups = (today.overdue, today.now, today.coming, today.optional, today.later)
    return {g.kind.name: [each.id for each in g.cards] for g in groups if g.cards}


NIGHT = datetime(2026, 3, 20, tzinfo=UTC)
"""The end of the seeker's Thursday."""


@pytest.mark.parametrize(
    ("opens", "due", "group"),
    [
        (-2 * DAY, -SECOND, "overdue"),
        (-2 * DAY, timedelta(0), "today"),
        (-2 * DAY, 30 * DAY, "today"),
        (-2 * DAY, None, "today"),
        (timedelta(0), DAY, "today"),
        (3 * HOUR, DAY, "today"),
        (4 * HOUR - SECOND, DAY, "today"),
        (4 * HOUR, 2 * DAY, "coming"),
        (4 * HOUR + 7 * DAY - SECOND, 9 * DAY, "coming"),
        (4 * HOUR + 7 * DAY, 9 * DAY, None),
    ],
)
def test_groups_by_time(
    seeker: User,
    reminder: Callable[..., Reminder],
    now: datetime,
    opens: timedelta,
    due: timedelta | None,
    group: str | None,
) -> None:
    assert now + 4 * HOUR == NIGHT
    row = reminder(now + opens, due if due is None else now + due)
    for state in (State.PLANNED, State.OPEN):
        Reminder.objects.update(state=state)
        assert shown(page.today(seeker, now)) == ({group: [row.pk]} if group else {}), state


@pytest.mark.parametrize(
    ("opens", "group"), [(-DAY, "optional"), (timedelta(0), "optional"), (SECOND, None)]
)
def test_what_is_optional_is_shown_when_open_and_never_overdue(
    seeker: User,
    reminder: Callable[..., Reminder],
    now: datetime,
    opens: timedelta,
    group: str | None,
) -> None:
    row = reminder(now + opens, now - HOUR, optional=True)
    today = page.today(seeker, now)
    assert shown(today) == ({group: [row.pk]} if group else {})
    assert not any(each.is_overdue for each in today.optional.cards)


@pytest.mark.parametrize(
    ("lapses", "is_shown"), [(-SECOND, False), (timedelta(0), True), (None, True)]
)
def test_what_has_lapsed_is_gone_before_the_beat_has_run(
    seeker: User,
    reminder: Callable[..., Reminder],
    now: datetime,
    lapses: timedelta | None,
    is_shown: bool,
) -> None:
    reminder(now - DAY, now + DAY, lapses_at=None if lapses is None else now + lapses)
    assert bool(shown(page.today(seeker, now))) is is_shown


@pytest.mark.parametrize(
    ("until", "group"), [(SECOND, "later"), (timedelta(0), "today"), (-HOUR, "today")]
)
def test_what_is_put_off_wakes_by_itself(
    seeker: User,
    reminder: Callable[..., Reminder],
    now: datetime,
    until: timedelta,
    group: str,
) -> None:
    row = reminder(now - DAY, now + DAY, state=State.SNOOZED, snoozed_until=now + until)
    assert shown(page.today(seeker, now)) == {group: [row.pk]}


@pytest.mark.parametrize("state", [State.DONE, State.DISMISSED, State.SETTLED, State.LAPSED])
def test_what_is_over_is_not_shown(
    seeker: User, reminder: Callable[..., Reminder], now: datetime, state: str
) -> None:
    reminder(now - DAY, now + DAY, state=state)
    assert shown(page.today(seeker, now)) == {}


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "UTC"])
def test_the_day_ends_where_the_seeker_lives(
    seeker: User, reminder: Callable[..., Reminder], now: datetime, zone: str
) -> None:
    seeker.time_zone = zone
    tonight = day_bounds(seeker, now).tonight
    assert tonight.astimezone(seeker.zone).strftime("%H:%M") == "00:00"
    assert now < tonight <= now + DAY
    today, tomorrow = reminder(tonight - SECOND, tonight + DAY), reminder(tonight, tonight + DAY)
    assert shown(page.today(seeker, now)) == {"today": [today.pk], "coming": [tomorrow.pk]}


def test_a_day_of_a_clock_change_has_its_own_length(seeker: User) -> None:
    spring = day_bounds(seeker, datetime(2026, 3, 29, 0, 30, tzinfo=UTC))
    assert spring.tonight == datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert spring.week == datetime(2026, 4, 5, 23, tzinfo=UTC)


def test_query_and_label_agree(
    seeker: User, reminder: Callable[..., Reminder], now: datetime
) -> None:
    clock = day_bounds(seeker, now)
    moments = [now + hours * HOUR for hours in (-200, -1, 0, 1, 4, 5, 171, 172, 173)]
    for opens in moments:
        for due in (None, opens + HOUR, opens + 150 * HOUR):
            for optional in (False, True):
                reminder(opens, due, optional=optional)
                reminder(opens, due, optional=optional, snoozed_until=now + HOUR, state="snoozed")
                reminder(opens, due, optional=optional, catch_up=True)
                reminder(opens, due, optional=optional, catch_up=True, set_aside=True)
    for row in Reminder.objects.all():
        found = [
            kind for kind in GROUPS.values() if in_group(seeker, kind, clock).filter(pk=row.pk)
        ]
        assert found == [kind for kind in [group_of(row, clock)] if kind]


def test_the_most_urgent_come_first_and_the_rest_is_told_of(
    seeker: User, reminder: Callable[..., Reminder], now: datetime
) -> None:
    rows = [reminder(now - 9 * DAY, now - n * HOUR) for n in range(1, OVERDUE.size + 3)]
    group = page.today(seeker, now).overdue
    assert [each.id for each in group.cards] == [row.pk for row in rows[::-1]][: OVERDUE.size]
    assert group.more
    whole = page.group_page(seeker, "overdue", "1", now)
    assert [each.id for each in whole["cards"]] == [row.pk for row in rows[::-1]]


def test_nothing_of_a_stranger(
    seeker: User, stranger: User, make_application: MakeApplication, now: datetime
) -> None:
    make_application(owner=stranger)
    assert Reminder.objects.exists()
    assert HeldBack.objects.exists()
    today = page.today(seeker, now)
    assert shown(today) == {}
    assert today.waiting == []
    assert today.is_new


def test_a_card_says_whom_what_when_and_why(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    make_interview(make_application(), make_contact("Bo Lindqvist"))
    row = Reminder.objects.get(rule="interview.thank_you")
    shown_as = card(row, card_context(seeker, [row], now))
    assert shown_as.title == "Thank Bo Lindqvist"
    assert (
        shown_as.reason
        == "You spoke with Bo Lindqvist on Thu 19 Mar; Bo Lindqvist has no thank-you yet."
    )
    assert shown_as.by == row.due_at
    assert shown_as.done_url == f"/reminders/{row.pk}/sent/"
    assert row.person == "Bo Lindqvist"


def test_waiting_names_the_guard_and_its_end(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    held = make_application("Fernhill")
    story.record_event(
        held, "timeline_given", at=now, token=uuid4(), now=now, news_by=(now + 5 * DAY).date()
    )
    quiet = make_application("Thistle")
    story.record_event(quiet, "no_contact_requested", at=now, token=uuid4(), now=now)
    over = make_application("Granite")
    story.record_event(over, "outcome", at=now, token=uuid4(), now=now, result="rejected")
    rests = page.today(seeker, now).waiting
    assert [(rest.company, rest.title) for rest in rests] == [
        ("Fernhill", "They named a day"),
        ("Thistle", "They will call"),
    ]
    assert "Tue 24 Mar" in rests[0].reason
    assert [rest.until for rest in rests] == ["until Wed 25 Mar", "no date"]
    after = rests[0].row.until
    assert after
    assert [rest.title for rest in page.today(seeker, after).waiting] == ["They will call"]


def wave_away(*rules: str, now: datetime) -> None:
    for reminder in Reminder.objects.filter(rule__in=rules):
        dismiss(reminder, now=now)


def test_what_is_ones_own_to_settle_stands_apart_from_what_others_owe(
    seeker: User,
    seeker_client: Client,
    make_application: MakeApplication,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    offered, asked, asking = map(make_application, ("Fernhill", "Kranich", "Halden Maps"))
    story.record_event(offered, "outcome", at=now, token=uuid4(), now=now, result="offer")
    story.record_event(asked, "references_requested", at=now, token=uuid4(), now=now)
    priya, tom = (make_reference(name, "asked") for name in ("Priya Raman", "Tom Eck"))
    for each in (priya, tom):
        story.record_event(
            asking, "reference_chosen", at=now, token=uuid4(), now=now, reference=each
        )
    set_consent(tom, Reference.Consent.DECLINED, on=now.date(), now=now)
    wave_away("offer.answer", "references.send", now=now)
    today = page.today(seeker, now)
    assert {(rest.name, rest.action_label) for rest in today.yours} == {
        ("Fernhill", "Log your answer"),
        ("Kranich", "Choose references"),
        ("Tom Eck, for Halden Maps", "Choose someone else"),
    }
    assert [rest.name for rest in today.waiting] == ["Priya Raman, for Halden Maps"]
    for rest in today.yours:
        assert seeker_client.get(rest.action_url).status_code == 200
    for url in (reverse("followups:today"), reverse("followups:today_waiting")):
        text = seeker_client.get(url).content.decode()
        yours, theirs = text.index("Yours to settle"), text.index("Waiting on them")
        assert yours < text.index("Tom Eck, for Halden Maps") < theirs
        assert theirs < text.index("Priya Raman, for Halden Maps")


def test_what_is_ones_own_to_settle_is_never_crowded_out(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    for number in range(page.WAITING + 2):
        held = make_application(f"Quiet {number}")
        story.record_event(held, "no_contact_requested", at=now, token=uuid4(), now=now)
    offered = make_application("Fernhill")
    story.record_event(offered, "outcome", at=now, token=uuid4(), now=now, result="offer")
    wave_away("offer.answer", now=now)
    today = page.today(seeker, now)
    assert [rest.name for rest in today.yours] == ["Fernhill"]
    assert (len(today.waiting), today.more_waiting) == (page.WAITING - 1, True)


def test_interviews_of_the_week(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    application = make_application()
    ana, bo = make_contact("Ana"), make_contact("Bo")
    running = make_interview(application, ana, bo, starts_at=now - HOUR / 2)
    soon = make_interview(application, starts_at=now + 6 * DAY, type="panel")
    make_interview(application, starts_at=now - 2 * HOUR)
    make_interview(application, starts_at=now + 9 * DAY)
    off = make_interview(application, starts_at=now + DAY)
    story.cancel_interview(off, at=now, now=now)
    talks = page.today(seeker, now).interviews
    assert [talk.pk for talk in talks] == [running.pk, soon.pk]
    assert [list(talk.people) for talk in talks] == [["Ana", "Bo"], []]
    assert [talk.title for talk in talks] == ["Interview", "Panel interview"]


def test_calm_says_what_is_next(
    seeker: User, reminder: Callable[..., Reminder], seeker_client: Client, now: datetime
) -> None:
    reminder(now + DAY, now + 2 * DAY)
    assert page.today(seeker, now).is_calm
    text = seeker_client.get("/").content.decode()
    assert "Nothing has to be done now." in text
    assert "The next thing is on Fri 20 Mar, tomorrow: Check that it arrived." in text


PUT_OFF = [
    ([2 * HOUR], "one thing is put off until today, 22:00."),
    ([DAY], "one thing is put off until tomorrow, 20:00."),
    ([4 * DAY], "one thing is put off until Mon 23 Mar, 20:00."),
    ([4 * DAY, DAY], "what is due is put off, the first of it until tomorrow, 20:00."),
]


@pytest.mark.parametrize(("naps", "words"), PUT_OFF)
def test_calm_owns_up_to_what_is_put_off(
    seeker_client: Client,
    reminder: Callable[..., Reminder],
    now: datetime,
    naps: list[timedelta],
    words: str,
) -> None:
    for nap in naps:
        reminder(now - 2 * DAY, now - DAY, state=State.SNOOZED, snoozed_until=now + nap)
    text = seeker_client.get("/").content.decode()
    assert f"Nothing now: {words}" in text
    assert "Nothing has to be done now." not in text
    assert "Every note is sent" not in text


WRITE = "others must write, and asking sooner would not help."
REST = "It is for others to write, and asking sooner would not help. You may rest."


def test_calm_speaks_of_what_is_ones_own_to_settle(
    seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    held = make_application("Thistle", applied_at=now - HOUR)
    story.record_event(held, "no_contact_requested", at=now, token=uuid4(), now=now)
    Reminder.objects.all().delete()
    text = seeker_client.get("/").content.decode()
    assert REST in text
    offered = make_application("Fernhill", applied_at=now - HOUR)
    story.record_event(offered, "outcome", at=now, token=uuid4(), now=now, result="offer")
    Reminder.objects.all().delete()
    text = seeker_client.get("/").content.decode()
    assert REST not in text
    assert f"For the rest {WRITE}" in text
    assert '<a href="#yours">Something is yours to settle.</a>' in text


def test_calm_is_not_clouded_by_what_would_not_be_asked_for_now(
    seeker_client: Client, reminder: Callable[..., Reminder], now: datetime
) -> None:
    asleep = {"state": State.SNOOZED, "snoozed_until": now + 2 * DAY}
    reminder(now - DAY, now - HOUR, optional=True, **asleep)
    reminder(now + DAY, now + 3 * DAY, **asleep)
    assert "Nothing has to be done now." in seeker_client.get("/").content.decode()


def test_a_card_says_how_to_check_that_it_arrived(
    seeker_client: Client, reminder: Callable[..., Reminder], now: datetime
) -> None:
    reminder(now - DAY, now + DAY)
    text = seeker_client.get("/").content.decode()
    assert "Look in your spam folder and in the portal; do not write to them yet." in text


def test_an_application_is_added_from_the_head_of_the_page(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    make_application()
    head = seeker_client.get("/").content.decode().partition('class="page-acts"')[2]
    link = head.partition("</a>")[0]
    assert reverse("applications:add") in link
    assert 'data-key="a"' in link


def test_an_empty_account_is_led_to_its_first_application(seeker_client: Client) -> None:
    text = seeker_client.get("/").content.decode()
    assert reverse("applications:add") in text
    assert f"{reverse('applications:add')}?paste=1" in text


def test_an_account_whose_applications_are_over_is_not_new(
    make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    over = make_application()
    story.record_event(over, "outcome", at=now, token=uuid4(), now=now, result="rejected")
    today = page.today(seeker, now)
    assert (today.is_new, today.is_calm) == (False, True)


def fill(
    count: int,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    for number in range(count):
        application = make_application(f"Company {number}")
        make_interview(application, make_contact(f"Person {number}"))
        make_interview(application, make_contact(f"Other {number}"), starts_at=now + DAY)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "name",
    ["followups:today", "followups:today_lower", "followups:today_poll", "followups:today_waiting"],
)
def test_few_queries_and_no_more_with_more_rows(
    name: str,
    seeker_client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    makers = (make_application, make_interview, make_contact, now)
    make_reference(job_hunting_since=now.date())
    fill(2, *makers)
    few = queries(seeker_client, reverse(name))
    fill(12, *makers)
    assert queries(seeker_client, reverse(name)) == few <= MOST_QUERIES


@pytest.mark.parametrize("name", sorted(GROUPS))
def test_each_group_has_a_page(
    name: str,
    seeker: User,
    seeker_client: Client,
    reminder: Callable[..., Reminder],
    now: datetime,
) -> None:
    times = {
        OVERDUE.name: (now - DAY, now - HOUR, {}),
        NOW.name: (now - DAY, now + HOUR, {}),
        COMING.name: (now + DAY, now + 2 * DAY, {}),
        OPTIONAL.name: (now - DAY, None, {"optional": True}),
        CATCH_UP.name: (now - 2 * DAY, now - DAY, {"catch_up": True, "set_aside": True}),
        LATER.name: (now - DAY, None, {"state": "snoozed", "snoozed_until": now + HOUR}),
    }
    url = reverse("followups:today_group", args=[name])
    assert "Nothing here" in seeker_client.get(url).content.decode()
    opens, due, fields = times[name]
    for _ in range(3):
        reminder(opens, due, **fields)
    few = queries(seeker_client, url)
    for _ in range(page.PAGE):
        reminder(opens, due, **fields)
    assert queries(seeker_client, url) == few <= MOST_QUERIES
    assert "page=2" in seeker_client.get(url).content.decode()


def test_an_unknown_group_is_not_found(seeker_client: Client) -> None:
    assert seeker_client.get(reverse("followups:today_group", args=["all"])).status_code == 404


def test_after_an_act_the_parts_below_are_told_anew(
    seeker: User, seeker_client: Client, reminder: Callable[..., Reminder], now: datetime
) -> None:
    row = reminder(now - DAY, now + DAY)
    snooze(row, now + DAY, now=now)
    text = seeker_client.get(reverse("followups:today_lower")).content.decode()
    assert 'id="today-waiting"' in text
    assert "Put off" in text
    assert 'id="calm"' in text
    assert "Nothing now: one thing is put off until tomorrow, 20:00." in text


STANDINGS = [
    ({}, "open", "Check that it arrived"),
    ({"opens_at": DAY}, "planned", "from"),
    ({"snoozed_until": DAY, "state": State.SNOOZED}, "snoozed", "put off until"),
    ({"lapses_at": -HOUR}, "lapsed", "Its time has passed"),
    ({"state": State.DONE, "closed_at": -HOUR}, "done", "Done"),
    ({"state": State.DISMISSED, "closed_at": -HOUR}, "dismissed", "Not needed"),
    ({"state": State.SETTLED, "closed_at": -HOUR}, "settled", "no longer ask for it"),
]


@pytest.mark.parametrize(("fields", "state", "words"), STANDINGS)
def test_a_reminders_page_in_every_state(
    seeker_client: Client,
    reminder: Callable[..., Reminder],
    now: datetime,
    fields: dict,
    state: str,
    words: str,
) -> None:
    made = {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in {"opens_at": -DAY, **fields}.items()
    }
    row = reminder(made.pop("opens_at"), now + DAY, **made)
    answer = seeker_client.get(reverse("followups:reminder", args=[row.pk]))
    assert answer.context["state"] == state
    assert words in answer.content.decode()


def test_a_reminders_page_says_why_and_on_whose_words(
    seeker_client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
) -> None:
    make_interview(make_application(), make_contact("Bo"))
    row = Reminder.objects.get(rule="interview.thank_you")
    for name in ("followups:reminder", "followups:reminder_why"):
        url = reverse(name, args=[row.pk])
        text = seeker_client.get(url).content.decode()
        assert "Thu 19 Mar, 18:00 + 24 hours = Fri 20 Mar, 18:00" in text
        assert "Follow up even when the interview went badly." in text
        assert "Debbie Truluck" in text
        assert queries(seeker_client, url) <= MOST_QUERIES


@pytest.mark.parametrize("name", ["followups:reminder", "followups:reminder_why"])
def test_a_strangers_reminder_is_not_found(
    stranger_client: Client, reminder: Callable[..., Reminder], now: datetime, name: str
) -> None:
    url = reverse(name, args=[reminder(now).pk])
    assert stranger_client.get(url).status_code == 404


def test_the_next_step_of_an_application(
    seeker: User,
    seeker_client: Client,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    from followups.next_steps import steps

    application = make_application()
    make_interview(application, make_contact("Bo"))
    found = steps(application, now)
    assert {each.row.rule for each in found.cards} >= {"interview.thank_you", "interview.debrief"}
    assert [each.row.rule for each in found.coming] == ["status.after_interview"]
    assert [each.title for each in found.held_back] == ["Too soon"]
    assert not found.is_empty
    for reminder in list(application.reminders.all()):
        (mark_done if reminder.pk % 2 else dismiss)(reminder, now=now)
    application.held_back.all().delete()
    assert steps(application, now).is_empty
    text = seeker_client.get(reverse("applications:page", args=[application.pk])).content.decode()
    assert "Nothing is asked of you here." in text


def test_of_several_steps_one_stands_in_full_and_the_others_by_name(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    from followups.next_steps import steps

    application = make_application()
    people = [make_contact(name) for name in ("Bo", "Chi", "Ana")]
    starts = now - timedelta(days=3)
    make_interview(application, *people, starts_at=starts, now=starts)
    found = steps(application, now)
    shown = [*found.first, *found.others]
    assert len(found.first) == 1
    assert len(shown) == len(found.cards)
    thanks = [each.title for each in shown if each.row.rule == "interview.thank_you"]
    assert thanks == ["Thank Ana", "Thank Bo", "Thank Chi"]
    late = [each.row_due_label for each in shown if each.is_overdue]
    assert late
    assert all(words.startswith("was due ") for words in late)


def test_what_is_put_off_is_not_overdue_and_stands_last(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    from followups.next_steps import steps

    application = make_application()
    starts = now - timedelta(days=3)
    make_interview(application, make_contact("Bo"), starts_at=starts, now=starts)
    (late,) = steps(application, now).first
    assert late.is_overdue
    snooze(application.reminders.get(pk=late.id), now + timedelta(days=1), now=now)
    found = steps(application, now)
    assert late.id not in {each.id for each in found.first}
    last = found.others[-1]
    assert (last.id, last.is_overdue, last.tone) == (late.id, False, "")
    assert last.row_due_label == "Fri 20 Mar"


def test_a_saved_job_says_when_its_reminders_begin(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    saved = make_application(applied_at=None)
    text = seeker_client.get(reverse("applications:page", args=[saved.pk])).content.decode()
    step = text.partition('id="next-step"')[2].partition("</section>")[0]
    assert "Once you have applied, say so: the reminders begin then." in step
    assert reverse("applications:log", args=[saved.pk, "applied"]) in step
    assert "Nothing is asked of you" not in text


@pytest.mark.parametrize(
    ("guard", "kind", "more"),
    [
        ("offer_in_hand", "outcome", {"result": "offer"}),
        ("your_turn", "references_requested", {}),
    ],
)
def test_what_a_card_asks_for_is_not_said_again(
    seeker: User,
    make_application: MakeApplication,
    now: datetime,
    guard: str,
    kind: str,
    more: dict,
) -> None:
    story.record_event(make_application(), kind, at=now, token=uuid4(), now=now, **more)
    shown = page.today(seeker, now)
    assert (len(shown.now.cards), shown.yours) == (1, [])
    dismiss(Reminder.objects.get(pk=shown.now.cards[0].row.pk), now=now)
    assert [each.row.guard for each in page.today(seeker, now).yours] == [guard]


def test_what_rests_for_an_acceptance_elsewhere_waits_for_nobody(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    make_application()
    taken = make_application()
    story.record_event(taken, "outcome", result="accepted", at=now, token=uuid4(), now=now)
    assert HeldBack.objects.filter(guard="accepted_elsewhere").exists()
    assert page.today(seeker, now).waiting == []


@pytest.mark.parametrize(
    ("rule", "rests"), [("status.promised", True), ("interview.prepare", False)]
)
def test_it_is_for_others_to_write_only_if_nothing_ahead_is_ones_own(
    seeker: User, reminder: Callable[..., Reminder], now: datetime, rule: str, rests: bool
) -> None:
    row = reminder(now + DAY, now + 2 * DAY)
    Reminder.objects.filter(pk=row.pk).update(rule=rule)
    assert page.today(seeker, now).is_up_to_others is rests


def test_it_is_not_for_others_to_write_before_an_interview(
    seeker: User, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    application = make_application()
    Reminder.objects.all().delete()
    assert page.today(seeker, now).is_up_to_others
    make_interview(application, starts_at=now + DAY)
    assert not page.today(seeker, now).is_up_to_others


def test_catch_up_says_its_number_once_and_whole(
    seeker_client: Client, reminder: Callable[..., Reminder], now: datetime
) -> None:
    for hours in range(1, 25):
        reminder(now - 3 * DAY, now - hours * HOUR, catch_up=True, set_aside=True)
    text = seeker_client.get("/").content.decode()
    assert '<span class="count" id="count-catch-up">24</span>' in text
