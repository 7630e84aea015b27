"""The template tags that show reminders on pages of lower floors."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from applications.services import record_event
from followups.models import Reminder
from followups.templatetags.reminders import reminders_of, source_author
from tests.conftest import MakeApplication, MakeReference


def test_a_reference_without_reminders_has_no_cards(
    seeker: User, make_reference: MakeReference, now: datetime
) -> None:
    assert reminders_of(make_reference(), seeker, now).total == 0


def test_what_is_open_stands_apart_from_what_is_coming(
    seeker: User, make_application: MakeApplication, make_reference: MakeReference, now: datetime
) -> None:
    reference = make_reference(on=date(2022, 1, 5))
    event = {"now": now, "at": now - timedelta(days=1), "reference": reference}
    record_event(
        make_application(applied_at=now - timedelta(days=2)),
        "reference_chosen",
        token=uuid4(),
        **event,
    )
    owed = reminders_of(reference, seeker, now)
    rows = Reminder.objects.filter(reference=reference, state__in=Reminder.LIVE)
    assert owed.total == len(owed.cards) + len(owed.coming) == rows.count() > 0
    assert not any(card.is_coming for card in owed.cards)
    assert all(card.is_coming for card in owed.coming)


@pytest.mark.parametrize(
    ("citation", "author"),
    [("S2:ask-timeline", "Debbie Truluck, Unum"), ("S4:know-the-frame", "CareerBuilder")],
)
def test_who_says_so(citation: str, author: str) -> None:
    assert source_author(citation) == author
