"""The cards of the board: put together here, like the rows of the table, since there are many."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from applications.board import Card
from applications.templatetags.interest import MOST, interest
from jobtracker.templatetags.dates import day_formatter
from jobtracker.templatetags.ui import icon

register = template.Library()

CARD = """<li class="board-card" data-card="{pk}" data-title="{title}, {company}" data-url="{url}">
  <a class="board-card-title" href="{url}">{title}</a>
  <p class="board-company">{company}</p>
  <p class="board-when">{late}{updated}</p>
  <div class="board-foot">
    {interest}
    <a class="btn-icon board-move" href="{url}move/" data-move \
aria-label="{move}: {title}, {company}">{arrow}</a>
  </div>
</li>
"""


@register.simple_tag
def board_cards(cards: Iterable[Card]) -> SafeString:
    """The cards of a column: ``{% board_cards column.cards %}``. Whatever was typed is escaped."""
    day, move, arrow = day_formatter(), escape(_("Move")), icon("arrow-right")
    changed = escape(_("changed %(day)s"))
    late = f'<span class="overdue-text">{escape(_("Overdue"))}</span> · '
    dots = {value: interest(value) for value in range(1, MOST + 1)}
    written = (
        CARD.format(
            pk=card.pk,
            url=card.url,
            title=escape(card.title),
            company=escape(card.company),
            interest=dots[card.interest],
            updated=changed % {"day": day(card.updated_at)},
            late=late if card.is_late else "",
            move=move,
            arrow=arrow,
        )
        for card in cards
    )
    return mark_safe("".join(written))  # each value is a number, ready-made or escaped
