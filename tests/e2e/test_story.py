"""What the whole way relies on holds whenever it is gone, on any day and at any hour."""

from datetime import datetime, timedelta

import pytest
from django.core.mail import EmailMessage

from accounts.models import User
from digests.run import send_due
from followups.models import Reminder
from followups.planning.due import open_due
from operations.cleanup import replan_and_clean_up
from tests.e2e.story import SOON, tell
from tests.faults.test_facts import HOUR, MINUTE, STRETCHES

THANKS = "interview.thank_you"


@pytest.mark.parametrize("start", STRETCHES)
def test_the_notice_comes_at_once_and_the_digest_soon(
    db: None, mailoutbox: list[EmailMessage], start: datetime
) -> None:
    for hour in range(0, 4 * 24, 7):
        now = start + hour * HOUR + 59 * MINUTE + timedelta(seconds=55)
        mailoutbox.clear()
        tell(now)
        assert state_of_thanks() == "planned"
        assert send_due(now + SOON / 2) == {"sent": 1}
        assert send_due(now + SOON) == {"sent": 1}
        assert open_due(now + SOON)["opened"] >= 1
        assert state_of_thanks() == "open"
        notice, digest = mailoutbox
        assert notice.subject == "Thank Ana Ruiz (Harbour Analytics)"
        assert not digest.subject.startswith("Thank")
        assert "Thank Ana Ruiz" in digest.body
        assert replan_and_clean_up(now + MINUTE) == {"seekers": 1}
        assert (open_due(now + HOUR), send_due(now + HOUR)) == ({}, {})
        User.objects.all().delete()


def state_of_thanks() -> str:
    """The state of the one reminder of it all."""
    return Reminder.objects.get(rule=THANKS).state
