"""The demo is the same in kind at whatever hour of whatever day it is loaded."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from applications.models import Document, Event, Interview, Message
from demo.days import Days
from demo.load import load
from followups.today import Group, today

LONDON = ZoneInfo("Europe/London")
INSTANTS = (
    "2026-03-19T20:00",
    "2026-03-20T17:59",
    "2026-03-20T18:00",
    "2026-03-21T04:30",
    "2026-03-22T13:00",
    "2026-03-23T16:59",
    "2026-03-29T00:10",
    "2026-03-29T01:00",
    "2026-03-30T07:30",
    "2026-03-31T22:59",
    "2026-05-31T02:30",
    "2026-06-30T21:30",
    "2026-07-01T14:00",
    "2026-10-25T00:30",
    "2026-10-25T01:30",
    "2026-10-26T11:00",
    "2026-11-26T05:30",
    "2026-12-25T06:00",
    "2026-12-31T23:50",
    "2027-01-01T00:00",
    "2027-01-04T08:00",
    "2028-02-28T19:00",
    "2028-02-29T12:00",
    "2028-03-01T15:30",
)
"""In UTC: weekdays and weekends, both ends of months and years, both changes of the clocks."""

GROUPS = {
    "overdue": [
        "Check that it arrived",
        "Thank Bo Lindqvist",
        "Thank Chi Okafor",
        "Thank Joan Whitfield",
        "Write down how it went",
    ],
    "now": [
        "Answer the offer",
        "Apply before it closes",
        "Ask Hugo Brandt whether they still agree",
        "Ask about the next steps",
        "Ask how things stand",
        "Tell Leila Haddad that a call is coming and offer the same in return",
    ],
    "coming": [
        "Ask how things stand",
        "Prepare your questions",
        "Thank Malik Brooks",
        "Write down how it went",
    ],
    "optional": [
        "Consider closing it",
    ],
    "later": [],
    "catch_up": [],
}
"""Today's reminders by their titles, a group a line."""
WAITING = [
    "Cobalt Transit",
    "Fernhill Health",
    "Harbour Analytics",
    "Osprey Travel",
    "Pemberton Library Trust",
    "Peter Song, for Harbour Analytics",
]
"""As many as Today has room for; an employer who said that they will call is one more."""
YOURS = ["Granite Insurance"]
"""An email of theirs waits in the Inbox, which may be their answer."""
BETWEEN_THE_YEARS = ("2026-12-31T23:50", "2027-01-01T00:00", "2027-01-04T08:00")
"""Then a fortnight has so few working days that one more note comes up."""


@pytest.fixture(params=INSTANTS)
def moment(request: pytest.FixtureRequest) -> datetime:
    return datetime.fromisoformat(request.param).replace(tzinfo=UTC)


@pytest.fixture
def robin(db: None, moment: datetime) -> User:
    return load(now=moment)


def test_today_shows_the_same_and_all_that_was_done_lies_behind(
    robin: User, moment: datetime
) -> None:
    page = today(robin, moment)
    groups = {name: getattr(page, name) for name in GROUPS}
    assert {name: titles(group) for name, group in groups.items()} == expected(moment)
    assert sorted(each.name for each in page.waiting) == WAITING
    assert [each.name for each in page.yours] == YOURS
    assert [talk.company for talk in page.interviews] == ["Cobalt Transit"]
    assert_believable(moment)


def expected(moment: datetime) -> dict[str, list[str]]:
    if f"{moment:%Y-%m-%dT%H:%M}" not in BETWEEN_THE_YEARS:
        return GROUPS
    return {**GROUPS, "coming": ["Ask how things stand", *GROUPS["coming"]]}


def titles(group: Group) -> list[str]:
    assert not group.more
    return sorted(card.title for card in group.cards)


def assert_believable(moment: datetime) -> None:
    """Nothing is written down before it happened, and people meet on working days, by day."""
    for model, field in ((Event, "at"), (Message, "at"), (Document, "uploaded_at")):
        moments = model._default_manager.values_list(field, flat=True)
        assert max(moments) < moment, model
    for interview in Interview.objects.select_related("application__company"):
        assert interview.arranged_at < min(moment, interview.starts_at)
        is_ahead = interview.application.company.name == "Cobalt Transit"
        assert is_ahead == (interview.ends_at > moment) == (interview.starts_at > moment)
        local = interview.starts_at.astimezone(LONDON)
        assert local.weekday() < 5
        assert 9 <= local.hour < 18


@pytest.mark.parametrize(
    ("local", "last"),
    [
        ("2026-03-19T17:59:59", date(2026, 3, 18)),
        ("2026-03-19T18:00:00", date(2026, 3, 19)),
        ("2026-03-20T00:00:00", date(2026, 3, 19)),
        ("2026-03-20T18:00:00", date(2026, 3, 20)),
        ("2026-03-21T23:00:00", date(2026, 3, 20)),
        ("2026-03-23T09:00:00", date(2026, 3, 20)),
        ("2026-03-23T18:00:00", date(2026, 3, 23)),
    ],
)
def test_it_is_told_from_the_last_working_day_that_is_over(local: str, last: date) -> None:
    days = Days(datetime.fromisoformat(local).replace(tzinfo=LONDON), LONDON)
    assert days.day(0) == days.before(0) == last
    assert days.at(0, "18:00") <= days.now


def test_working_days_are_counted_over_public_holidays() -> None:
    days = Days(datetime(2027, 1, 1, 20, tzinfo=UTC), LONDON, "GB", "ENG")
    assert (days.last, days.today) == (date(2026, 12, 31), date(2027, 1, 1))
    assert [days.day(n).day for n in (-4, -3, -2, -1, 1, 2)] == [23, 24, 29, 30, 4, 5]
    assert days.soon(0) == date(2027, 1, 1)
    assert days.soon(3) == date(2027, 1, 3)


def test_working_days_are_counted_over_weekends() -> None:
    days = Days(datetime(2026, 3, 20, 20, tzinfo=UTC), LONDON)
    assert [days.day(n).day for n in (-6, -5, -1, 0, 1, 5, 6)] == [12, 13, 19, 20, 23, 27, 30]
