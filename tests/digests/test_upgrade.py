"""Digests of the version before keep their order and their once, with a moment made up for each."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User

BEFORE = [("digests", "0001_initial")]
AFTER = [("digests", "0003_once_when_due")]
SENT = datetime(2026, 3, 20, 8, 1, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_each_gets_a_moment_and_each_seeker_their_last() -> None:
    executor = MigrationExecutor(connection)
    old = executor.migrate(BEFORE).apps.get_model("digests", "Digest")
    seeker, other = (User.objects.create_user(f"{name}@test.example") for name in "ab")
    for day, sent_at in ((19, None), (20, SENT)):
        old.objects.create(
            owner_id=seeker.pk, kind="daily", day=date(2026, 3, day), state="sent", sent_at=sent_at
        )
    executor = MigrationExecutor(connection)
    new = executor.migrate(AFTER).apps.get_model("digests", "Digest")
    noon = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in (19, 20)]
    assert list(new.objects.order_by("day").values_list("due_at", flat=True)) == noon
    seeker.refresh_from_db()
    other.refresh_from_db()
    assert (seeker.last_digest_at, seeker.last_digest_on) == (SENT, date(2026, 3, 20))
    assert (other.last_digest_at, other.last_digest_on) == (None, None)
