"""The demo's inbox: mails that have just come, and what they do to its Today."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from demo import load as demo
from followups.models import HeldBack, Reminder
from inbox.models import ReceivedFile, Suggestion


@pytest.fixture
def robin(db: None, now: datetime) -> User:
    return demo.load(now=now)


def told(user: User) -> list[tuple[str, bool, str]]:
    """The kind of what waits, whether an application was found, and the company."""
    rows = Suggestion.objects.filter(owner=user, state="waiting").order_by("at")
    return [
        (row.kind, bool(row.application), row.application.company.name)
        if row.application
        else (row.kind, False, row.finding["company"])
        for row in rows.select_related("application__company")
    ]


WAITING = [
    ("rejection", True, "Thistle Bakeries"),
    ("interview_invitation", True, "Granite Insurance"),
    ("timeline_given", True, "Fernhill Health"),
    ("confirmation", False, "Kestrel Analytics"),
]


def test_a_handful_of_mails_waits_and_a_newsletter_does_not(robin: User) -> None:
    assert told(robin) == WAITING
    ignored = Suggestion.objects.get(owner=robin, state="ignored")
    assert ignored.kind == "ignore"


@pytest.mark.django_db
def test_they_are_read_alike_on_any_day(at: datetime) -> None:
    user = demo.load(now=at)
    assert sorted(told(user)) == sorted(WAITING)
    told_of = Suggestion.objects.filter(owner=user, state="waiting")
    assert not told_of.filter(at__gt=at).exists()
    dates = {date["what"]: date["at"] for row in told_of for date in row.finding.get("dates") or ()}
    assert dates["interview"] > at.isoformat()
    assert dates["news_by"] > at.date().isoformat()


def test_they_came_before_now_and_are_deleted_after_it(robin: User, now: datetime) -> None:
    files = ReceivedFile.objects.filter(owner=robin)
    assert files.count() == 5
    assert not files.filter(arrived_at__gt=now).exists()
    assert not files.filter(delete_at__lte=now).exists()
    assert not Suggestion.objects.filter(owner=robin, at__gt=now).exists()


def test_the_invitation_is_days_ahead_with_its_people(robin: User, now: datetime) -> None:
    told = Suggestion.objects.get(owner=robin, kind="interview_invitation")
    (event,) = told.finding["events"]
    assert event["starts_at"] > (now + timedelta(days=2)).isoformat()
    assert event["organizer"]["name"] == "Zadie Marlow"
    assert "Owen Tate" in {each["name"] for each in event["attendees"]}


def test_they_hold_follow_ups_back_and_ask_for_nothing_more(
    robin: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(user: User) -> list[tuple[str | None, str]]:
        rows = Reminder.objects.filter(owner=user, state="open").order_by("rule", "pk")
        return list(rows.values_list("application__company__name", "rule"))

    held = HeldBack.objects.filter(owner=robin, guard="mail_to_sort")
    assert [row.application.company.name for row in held] == ["Granite Insurance"]
    before = asked(robin)
    monkeypatch.setattr(demo, "receive_mails", lambda owner, days: None)
    assert asked(demo.load(now=now)) == before


def test_loading_it_again_brings_no_mail_twice(robin: User, now: datetime) -> None:
    assert ReceivedFile.objects.filter(owner=demo.load(now=now)).count() == 5
    assert ReceivedFile.objects.count() == 5
