"""The initial values of the form for a new application, from what was read in a posting."""

from typing import Any

from applications.models import Application
from applications.posting import Posting
from jobtracker.reading.money import Pay

LONGEST_POSTING = 50_000
"""How much of a posting's text is kept."""


def initial_values(posting: Posting) -> dict[str, Any]:
    """Return the form's values for the fields that the posting makes clear."""
    values = {
        "title": (posting.title or "")[:200],
        "company": (posting.company or "")[:200],
        "location": (posting.location or "")[:150],
        "place": posting.workplace,
        "posting_url": posting.link,
        "closes_on": posting.closes_on,
        "posting_text": posting.text[:LONGEST_POSTING],
        **_pay(posting.pay or Pay()),
    }
    return {name: value for name, value in values.items() if value}


def _pay(pay: Pay) -> dict[str, Any]:
    """The pay; nothing where its period is not known."""
    if pay.period not in Application.PayPeriod.values:
        return {}
    return {
        "pay_min": pay.low,
        "pay_max": pay.high,
        "pay_currency": pay.currency,
        "pay_period": pay.period,
    }
