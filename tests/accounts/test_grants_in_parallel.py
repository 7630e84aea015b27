"""Two people at one grant at the same time, in real parallel transactions on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404

from accounts.models import CoachGrant, User
from accounts.services import grants

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
WAIT_SECONDS = 5


def test_an_invitation_taken_back_while_it_is_accepted_opens_nothing(
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    seeker: User,
    coach: User,
    now: datetime,
) -> None:
    grant = grants.invite_coach(seeker, coach.email, choice={}, token=uuid4(), now=now)
    accepting, lock = Event(), grants.lock

    def slow_lock(pk: int) -> User:
        accepting.set()
        ending.result(WAIT_SECONDS)
        return lock(pk)

    def end() -> None:
        accepting.wait(WAIT_SECONDS)
        try:
            grants.end(CoachGrant.objects.get(pk=grant.pk), now=now)
        finally:
            connection.close()

    monkeypatch.setattr(grants, "lock", slow_lock)
    with ThreadPoolExecutor(1) as pool:
        ending = pool.submit(end)
        with pytest.raises(Http404):
            grants.accept_as_coach(coach, grant.token, now=now)
    grant.refresh_from_db()
    assert (grant.ended_at, grant.accepted_at) == (now, None)
