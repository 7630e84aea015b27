"""The clock jumps, over midnight and over both changes: one mail a day, each reminder once."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from accounts.services import set_digest
from digests.models import Digest
from followups.models import Reminder
from operations.tick import tick
from tests.conftest import MakeApplication
from tests.digests.conftest import scheduled

SPRING = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 6, 10, 22, 30, tzinfo=UTC)
JUMPS = (-90, 45, -30, 120, 0, 240)
"""Minutes: forward and back, as a clock that is set by hand or by a bad server."""


@pytest.mark.parametrize("at", ["00:05", "01:30", "23:55"])
@pytest.mark.parametrize("start", [SPRING, AUTUMN, MIDNIGHT])
def test_a_jumping_clock_sends_each_day_once(
    make_application: MakeApplication, seeker: User, start: datetime, at: str
) -> None:
    begun = start - timedelta(days=2)
    make_application(applied_at=begun - timedelta(days=30))
    Reminder.objects.update(lapses_at=None)
    scheduled(seeker, begun)
    set_digest(
        seeker,
        fields={"digest_at": at, "weekly_review_day": None, "thank_you_notice": False},
        now=begun,
    )
    opened, moment = 0, begun
    while moment < start + timedelta(days=2):
        for jump in JUMPS:
            done = tick(moment + timedelta(minutes=jump))
            opened += done["open_due"]["opened"]
        moment += timedelta(hours=6)
    days = list(Digest.objects.filter(state="sent").values_list("day", flat=True))
    assert len(days) == len(set(days)) >= 4
    span = (max(days) - min(days)).days + 1
    assert len(days) == span
    assert opened <= Reminder.objects.count()
