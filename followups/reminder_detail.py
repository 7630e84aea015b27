"""One reminder's page: why it is there, how its date came about, and on whose words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from followups import cards
from followups.models import Reminder
from followups.state import current_state
from followups.timing.catalogue.index import RULES
from followups.timing.catalogue.sources import PLACES, Source, source_of


@dataclass(frozen=True, slots=True)
class Said:
    """What one place of one document says, in our words."""

    citation: str
    text: str
    source: Source


def citations(citations: Iterable[str]) -> list[Said]:
    """What the cited places say."""
    return [Said(each, _(PLACES[each]), source_of(each)) for each in citations]


def reminder_page(user: User, row: Reminder, now: datetime) -> dict[str, Any]:
    """The page about ``row``: its ``card``, its ``words``, ``said`` and the ``rule`` behind it.

    ``cards`` are that one card: what shows cards shows many.
    """
    context = cards.card_context(user, [row], now)
    card = cards.card(row, context)
    return {
        "card": card,
        "cards": [card],
        "words": context.words(row),
        "said": citations(row.sources),
        "rule": RULES[row.rule],
        "rule_title": _(RULES[row.rule].title),
        "state": current_state(row, now),
    }
