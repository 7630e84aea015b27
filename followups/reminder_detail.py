"""Context of a reminder's page: its reason, arithmetic and sources."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from followups import cards
from followups.joint import joined
from followups.models import Reminder
from followups.rulebook.page import citations
from followups.state import current_state
from followups.timing.catalogue.index import RULES


def reminder_page(user: User, row: Reminder, now: datetime) -> dict[str, Any]:
    """Return the page's context: ``card``, ``words`` (the reason), ``citations`` and ``rule``.

    ``cards`` is a list of that one card, for templates that show many.
    """
    rows = joined(row, now)
    context = cards.card_context(user, rows, now)
    card = cards.card(rows[0], context, rows[1:])
    return {
        "card": card,
        "cards": [card],
        "words": context.words(row),
        "citations": citations(row.sources),
        "rule": RULES[row.rule],
        "rule_title": _(RULES[row.rule].title),
        "state": current_state(row, now),
    }
