"""The template tags that show reminders on pages of lower floors."""

from datetime import datetime, timedelta

import pytest

from followups.models import Reminder
from followups.templatetags.reminders import cards_of, source_author
from tests.conftest import MakeApplication, MakeContact, MakeInterview


def test_no_reminders_no_cards(now: datetime) -> None:
    assert cards_of([], now) == []


def test_what_is_open_comes_before_what_is_coming(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    application = make_application()
    make_interview(application, make_contact())
    make_interview(application, starts_at=now + timedelta(days=9))
    rows = Reminder.objects.select_related(
        "owner", "application__company", "contact", "reference__contact"
    )
    cards = cards_of(rows.order_by("-opens_at"), now)
    coming = [card.is_coming for card in cards]
    assert coming == sorted(coming)
    assert set(coming) == {False, True}
    assert cards[0].row.opens_at <= cards[1].row.opens_at


@pytest.mark.parametrize(
    ("citation", "author"),
    [("S2:ask-timeline", "Debbie Truluck, Unum"), ("S4:know-the-frame", "CareerBuilder")],
)
def test_who_says_so(citation: str, author: str) -> None:
    assert source_author(citation) == author
