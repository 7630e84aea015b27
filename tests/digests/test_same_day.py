"""A digest and Today put each reminder on the same day; what is to catch up on is in no mail."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail

from accounts.models import User
from applications.models import Interview
from digests.builders.daily import gather
from digests.run import send_due
from followups.models import Reminder
from followups.today import today
from tests.conftest import MakeApplication, MakeContact, MakeInterview
from tests.digests.conftest import scheduled

pytestmark = pytest.mark.usefixtures("server")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def of_today(user: User, now: datetime) -> set[int]:
    content = gather([user], now)[user.pk].content
    return {line.pk for line in [*content.today, *content.still_open]}


@pytest.mark.parametrize("opened", [-5 * DAY, -HOUR, HOUR, 15 * HOUR, 17 * HOUR, 2 * DAY])
@pytest.mark.parametrize("due", [HOUR, 12 * HOUR, 3 * DAY, None])
def test_the_day_is_that_of_today(
    busy: User, morning: datetime, opened: timedelta, due: timedelta | None
) -> None:
    due_at = None if due is None else morning + max(due, opened)
    rows = Reminder.objects.filter(rule="status.after_applying")
    rows.update(opens_at=morning + opened, due_at=due_at, lapses_at=None)
    shown = {card.row.pk for card in today(busy, morning).now.cards}
    assert of_today(busy, morning) == shown
    assert bool(shown) is (opened <= 15 * HOUR)


def test_what_is_still_open_stands_under_today_after_the_news(
    busy: User, make_application: MakeApplication, morning: datetime
) -> None:
    make_application("Fernhill Health", "UX Lead")
    rows = Reminder.objects.filter(rule="status.after_applying")
    rows.update(opens_at=morning - 4 * DAY, opened_at=None, due_at=morning + 4 * DAY)
    rows.filter(application__title="UX Lead").update(opens_at=morning - HOUR)
    assert send_due(morning) == {"sent": 1}
    message = mail.outbox[0]
    assert message.subject == "Today: Ask how things stand (Fernhill Health), and 1 more"
    text = str(message.body)
    assert text.index("Today") < text.index("UX Lead at Fernhill Health")
    assert text.index("UX Lead at Fernhill Health") < text.index("at Harbour Analytics")
    assert "This week" not in text


def test_what_is_to_catch_up_on_is_in_no_digest(busy: User, morning: datetime) -> None:
    rows = Reminder.objects.filter(rule="status.after_applying")
    rows.update(catch_up=True, set_aside=True)
    assert send_due(morning) == {"empty": 1}


def test_an_interview_note_late_from_the_start_is_as_soon_as_you_can(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
    morning: datetime,
) -> None:
    ends = now - 3 * DAY
    interview: Interview = make_interview(
        make_application(), make_contact(), starts_at=ends - HOUR, ends_at=ends
    )
    note = Reminder.objects.get(interview=interview, rule="interview.thank_you")
    assert (note.catch_up, note.set_aside) == (True, False)
    scheduled(seeker, now)
    assert send_due(morning) == {"sent": 1}
    text = str(mail.outbox[0].body)
    assert "As soon as you can" in text
    assert "Overdue" not in text
    assert "Was due" not in text


def test_a_reminder_of_the_seeker_alone_has_its_place(
    busy: User,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
    morning: datetime,
) -> None:
    known = Reminder.objects.get(rule="status.after_applying")
    assert known.application is not None
    begins = morning + 5 * DAY
    make_interview(known.application, make_contact(), starts_at=begins, ends_at=begins + HOUR)
    alone = Reminder.objects.get(rule="references.line_up")
    assert (alone.application_id, alone.reference_id, alone.interview_id) == (None, None, None)
    busy.digest_when_empty = True
    busy.save()
    assert send_due(morning) == {"sent": 1}
    html = mail.outbox[0].alternatives[0][0]  # type: ignore[attr-defined]
    assert "Line up your references" in str(mail.outbox[0].body)
    assert f"/reminders/{alone.pk}/" in html
