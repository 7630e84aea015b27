"""A programme in counts: for its lead alone, and never of so few that a count is a record."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import Membership, User
from applications import services
from coaching.programmes import FEWEST, led_by
from tests.coaching.conftest import OPEN, SECRETS, let_in, programme_of, tell
from tests.conftest import person, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/coach/accounts/user/programmes/"


def seekers(number: int) -> list[User]:
    return [person(f"member{n}@test.example", f"{OPEN} Member {n}") for n in range(number)]


def test_counts_of_all_together(coach: User, moment: datetime) -> None:
    members = seekers(FEWEST)
    programme_of(coach, *members)
    for member in members:
        tell(member, moment)
    second = person("second@test.example", "Casey Wren", is_coach=True)
    let_in(members[0], second, moment)
    services.record_event(
        members[1].applications.get(),
        "outcome",
        at=moment,
        token=uuid4(),
        now=moment,
        result="offer",
    )
    (counts,) = led_by(coach, moment + timedelta(minutes=1))
    assert counts.figures is not None
    assert (counts.seekers, counts.figures.coached) == (FEWEST, 1)
    assert (counts.figures.sent, counts.figures.offers) == (FEWEST, 1)
    assert counts.figures.open == FEWEST


def test_too_few_to_be_counted(coach: User, moment: datetime) -> None:
    programme_of(coach, *seekers(FEWEST - 1))
    (counts,) = led_by(coach, moment)
    assert counts.figures is None


def test_only_its_lead(coach: User, moment: datetime) -> None:
    programme_of(coach, *seekers(FEWEST))
    Membership.objects.filter(person=coach).update(role="coach")
    assert led_by(coach, moment) == []


def test_the_page_names_nobody_and_opens_nothing(coach: User, moment: datetime) -> None:
    members = seekers(FEWEST)
    programme_of(coach, *members)
    for member in members:
        tell(member, moment)
    client = signed_in(coach)
    page = client.get(PAGE).content.decode()
    assert "Riverside College" in page
    for secret in (OPEN, *SECRETS.values(), "member0"):
        assert secret not in page
    assert client.get(f"/coach/accounts/user/{members[0].pk}/change/").status_code == 404
    assert OPEN not in client.get("/coach/").content.decode()
