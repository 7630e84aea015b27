"""Two beats at one rest, in real parallel transactions on PostgreSQL."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest
from django.db import connection

from accounts.models import User
from followups.models.coach import Nudge
from followups.services import rest

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
WAIT_SECONDS = 5
DAY = timedelta(days=1)


def test_a_rest_that_two_beats_end_is_ended_once(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, seeker: User, coach: User, now: datetime
) -> None:
    ends = now + DAY
    Nudge.objects.create(client=seeker, coach=coach, text="Call Ana.", at=now, shown_until=ends)
    rest.let_rest(seeker, date(2026, 3, 26), now=now)
    over = datetime(2026, 3, 26, tzinfo=UTC)
    first_holds, lock = Event(), rest.lock

    def slow_lock(pk: int) -> User:
        user = lock(pk)
        if not first_holds.is_set():
            first_holds.set()
        return user

    def beat() -> Counter[str]:
        first_holds.wait(WAIT_SECONDS)
        try:
            return rest.attend_rests(over)
        finally:
            connection.close()

    monkeypatch.setattr(rest, "lock", slow_lock)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(beat)
        ended = rest.attend_rests(over)
    assert ended + second.result() == {"rests_ended": 1}
    assert Nudge.objects.get().shown_until == ends + (over - now)
