"""A client's pages say times and days as the client reads them, whatever the coach's zone."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from applications.models import Application, Interview
from tests.coaching.conftest import let_in
from tests.conftest import MakeApplication, MakeContact, MakeInterview, signed_in


@pytest.fixture
def far(seeker: User, coach: User, at_now: datetime) -> User:
    """A client in Auckland, thirteen hours ahead of the coach in London."""
    User.objects.filter(pk=seeker.pk).update(time_zone="Pacific/Auckland")
    seeker.refresh_from_db()
    let_in(seeker, coach, at_now - timedelta(days=60))
    return seeker


@pytest.fixture
def talk(
    far: User,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> Interview:
    """An interview on Sat 21 Mar, 10:00 in Auckland, which is Fri 20 Mar, 21:00 in London."""
    application = Application.objects.select_related("owner").get(pk=make_application().pk)
    return make_interview(application, make_contact("Bo"), starts_at=now + timedelta(hours=25))


def test_one_interview_has_one_time_on_the_page(talk: Interview, far: User, coach: User) -> None:
    said = signed_in(coach).get(f"/coach/accounts/user/{far.pk}/change/").content.decode()
    assert "Sat 21 Mar, 10:00" in said
    assert "Fri 20 Mar, 21:00" not in said
    assert said.count("times and days as they read them, in Pacific/Auckland") == 1


def test_an_application_and_a_policy_name_the_clock(
    talk: Interview, far: User, coach: User
) -> None:
    client = signed_in(coach)
    page = f"/coach/applications/application/{talk.application_id}/change/"
    said = client.get(page).content.decode()
    assert "Fri 20 Mar, 21:00" not in said
    assert "times and days as they read them, in Pacific/Auckland" in said
    policy = client.get(f"/coach/accounts/user/{far.pk}/policy/").content.decode()
    assert "times and days as they read them, in Pacific/Auckland" in policy
