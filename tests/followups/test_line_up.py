"""References are lined up once a search: the first interview asks, whichever application's."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from applications import services
from followups.models import Reminder
from followups.planning.replan import replan
from followups.services import dismiss
from tests.conftest import MakeApplication, MakeInterview, MakeReference

LINE_UP = "references.line_up"
DAY = timedelta(days=1)


def asked() -> list[Reminder]:
    """The live reminders to line references up."""
    return list(Reminder.objects.filter(rule=LINE_UP, state__in=Reminder.LIVE))


@pytest.fixture
def opening(make_application: MakeApplication, make_interview: MakeInterview, now: datetime):
    """Makes an application with an interview that was arranged so many days ago."""

    def make(days: int, **fields: object) -> tuple:
        application = make_application(f"Company {days}")
        talk = make_interview(
            application, starts_at=now + 3 * DAY, arranged_at=now - days * DAY, **fields
        )
        return application, talk

    return make


def test_it_is_the_seekers_own(opening, now: datetime) -> None:
    opening(2)
    (row,) = asked()
    assert (row.scope, row.key) == ("seeker", LINE_UP)
    assert (row.application, row.reference, row.interview) == (None, None, None)
    assert row.opens_at == now - 2 * DAY


def test_the_interview_that_was_arranged_first_asks(opening, now: datetime) -> None:
    opening(2)
    first, talk = opening(5)
    opening(4)
    (row,) = asked()
    assert row.opens_at == now - 5 * DAY
    services.cancel_interview(talk, at=now, now=now)
    assert asked()[0].opens_at == now - 4 * DAY
    services.reinstate_interview(talk, now=now)
    assert asked()[0].opens_at == now - 5 * DAY
    services.delete_application(first, now=now)
    assert [row.opens_at for row in asked()] == [now - 4 * DAY]


def test_a_phone_screen_does_not_ask(opening) -> None:
    opening(2, kind="phone_screen")
    assert asked() == []


def test_waved_away_it_stays_away(opening, seeker: User, now: datetime) -> None:
    first, _talk = opening(2)
    dismiss(asked()[0], now=now)
    opening(3)
    opening(1)
    services.delete_application(first, now=now)
    replan(seeker.pk, None, now=now)
    assert asked() == []
    assert Reminder.objects.get(rule=LINE_UP).state == Reminder.State.DISMISSED


def test_it_is_settled_by_references_who_agreed(
    opening, make_reference: MakeReference, now: datetime
) -> None:
    opening(2)
    for name in ("Joan", "Otto", "Rita"):
        make_reference(name)
    assert asked() == []
