"""The template tags that show reminders on pages of lower floors."""

from datetime import datetime, timedelta

import pytest

from followups.models import Reminder
from followups.templatetags.reminders import cards_of, source_author
from tests.conftest import MakeApplication, MakeContact, MakeInterview


def test_no_reminders_no_cards(now: datetime) -> None:
    assert cards_of([], now).total == 0


def test_what_is_open_stands_apart_from_what_is_coming(
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
    owed = cards_of(rows.order_by("-opens_at"), now)
    assert [card.is_coming for card in owed.cards] == [False] * len(owed.cards)
    assert [card.is_coming for card in owed.coming] == [True] * len(owed.coming)
    assert owed.total == len(owed.cards) + len(owed.coming) == rows.count()
    for cards in (owed.cards, owed.coming):
        opens = [card.row.opens_at for card in cards]
        assert opens
        assert opens == sorted(opens)


@pytest.mark.parametrize(
    ("citation", "author"),
    [("S2:ask-timeline", "Debbie Truluck, Unum"), ("S4:know-the-frame", "CareerBuilder")],
)
def test_who_says_so(citation: str, author: str) -> None:
    assert source_author(citation) == author
