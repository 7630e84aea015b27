"""An interview of what is closed, put away or called off: told nowhere as one to come."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.services import grants
from agenda.month import interviews
from applications import services
from applications.models import Application, Interview, Stage
from coaching.caseload import caseload
from digests.builders.daily import gather
from followups.today import today
from tests.conftest import MakeApplication, MakeInterview

DAY = timedelta(days=1)


def closed(application: Application, now: datetime) -> None:
    services.move(application, Stage.WITHDRAWN, at=now, now=now, token=uuid4())


def put_away(application: Application, now: datetime) -> None:
    services.archive(application.owner, [application.pk], now=now)


def called_off(application: Application, now: datetime) -> None:
    services.cancel_interview(application.interviews.get(), at=now, now=now)


@pytest.fixture
def application(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> Application:
    """One with an interview tomorrow morning."""
    application = make_application()
    make_interview(application, starts_at=now + timedelta(hours=14), arranged_at=now - 2 * DAY)
    return application


@pytest.mark.parametrize("gone", [closed, put_away, called_off])
def test_it_is_told_neither_on_today_nor_in_a_digest_nor_to_a_coach(
    application: Application,
    seeker: User,
    coach: User,
    now: datetime,
    gone: Callable[[Application, datetime], None],
) -> None:
    grant = grants.invite_coach(seeker, coach.email, choice={}, token=uuid4(), now=now)
    grants.accept_as_coach(coach, grant.token, now=now)
    told = seen(seeker, coach, now)
    assert told == (1, 1, True)
    gone(application, now)
    assert seen(seeker, coach, now) == (0, 0, False)


def seen(seeker: User, coach: User, now: datetime) -> tuple[int, int, bool]:
    """How many talks Today and the digest tell of, and whether the coach reads of the next."""
    (client,) = caseload(coach, now)
    digest = gather([seeker], now)[seeker.pk].content
    return (
        len(today(seeker, now).interviews),
        len(digest.meetings),
        client.next_interview is not None,
    )


@pytest.mark.parametrize(("gone", "there"), [(closed, 0), (put_away, 0), (called_off, 1)])
def test_the_calendar_and_the_feed_show_only_one_called_off(
    application: Application,
    seeker: User,
    now: datetime,
    gone: Callable[[Application, datetime], None],
    there: int,
) -> None:
    gone(application, now)
    assert interviews(seeker, now, now + 3 * DAY, now).count() == there


def test_what_took_place_stays_in_the_calendar_of_what_is_closed(
    application: Application, seeker: User, now: datetime
) -> None:
    Interview.objects.update(starts_at=now - DAY, ends_at=now - DAY / 2)
    closed(application, now)
    assert interviews(seeker, now - 3 * DAY, now, now).count() == 1
    put_away(application, now)
    assert not interviews(seeker, now - 3 * DAY, now, now).exists()
