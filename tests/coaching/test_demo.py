"""The demo's caseload: behind a flag, with somebody to call first and a reason for each."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from coaching.caseload import Client, caseload
from coaching.programmes import led_by
from coaching.triage import KINDS
from demo.load import COACH, PASSWORD, load

pytestmark = pytest.mark.django_db


def loaded(*flags: str) -> User:
    call_command("load_demo", "--really", *flags, stdout=StringIO())
    return User.objects.get(email=COACH)


def kinds(clients: list[Client]) -> set[str]:
    return {need.kind.name for each in clients for need in each.needs}


def test_without_the_flag_the_coach_has_the_seeker_alone(at: datetime) -> None:
    clients = caseload(loaded(), at)
    assert [str(each.user) for each in clients] == ["Robin Hale"]


def test_a_caseload_with_every_kind_of_need_and_clients_who_are_well(at: datetime) -> None:
    coach = loaded("--caseload", "13")
    clients = caseload(coach, at)
    assert len(clients) == 14
    assert kinds(clients) == set(KINDS)
    assert clients[0].weight > clients[-1].weight
    assert all(need.reason for each in clients for need in each.needs)
    assert len({str(each.user) for each in clients}) == 14
    assert clients[3].user.check_password(PASSWORD)
    (programme,) = led_by(coach, at)
    assert programme.figures is not None
    assert programme.seekers == 7


@pytest.mark.parametrize("moment", ["2026-03-22T05:30", "2026-12-31T23:50", "2028-02-29T14:30"])
def test_the_needs_are_there_at_any_hour(moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    load(now=now, caseload=13)
    clients = caseload(User.objects.get(email=COACH), now)
    assert kinds(clients) == set(KINDS)
    assert [str(each.user) for each in clients if not each.needs]


def test_loading_it_again_makes_it_anew(at: datetime) -> None:
    for _twice in range(2):
        coach = loaded("--caseload", "2")
    assert len(caseload(coach, at)) == 3
    assert User.objects.filter(email__startswith="client").count() == 2
