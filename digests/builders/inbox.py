"""What waits in the inbox, in a line each: who and what we think, never the mail's own words."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from digests.builders.items import more_link, render_rows
from digests.email import Item, Link, Section
from digests.links import site_url
from followups.inbox_cards import said, sender_name
from followups.inbox_line import NEED
from followups.inbox_words import sentence
from followups.wording.formatter import Formatter
from inbox.answers import proposed
from inbox.models import Suggestion
from inbox.selectors import waiting_of

PAGE = "followups:inbox"
TITLE = gettext_lazy("Waiting in your inbox")
MOST = 5


class Arrived(NamedTuple):
    """A suggestion that waits, and how many wait in all."""

    suggestion: Suggestion
    in_all: int

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"suggestion {self.suggestion.pk} ({self.suggestion.kind})"

    @property
    def application_id(self) -> int | None:
        """The application that it seems to belong to."""
        return self.suggestion.application_id

    def is_news(self, since: datetime) -> bool:
        """Whether it came after the digest before."""
        return self.suggestion.file.arrived_at > since


def arrived(owners: Collection[User]) -> Mapping[int, list[Arrived]]:
    """Return the first suggestions that wait for each owner, by need; one query."""
    found: dict[int, list[Arrived]] = defaultdict(list)
    own = {owner.pk: owner for owner in owners}
    for row in _first(list(own)):
        row.owner = own[row.owner_id]
        found[row.owner_id].append(Arrived(row, row.in_all))  # type: ignore[attr-defined]
    return found


def _first(owners: list[int]) -> QuerySet[Suggestion]:
    order = [NEED.asc(), F("at").desc(), F("pk").desc()]
    rows = waiting_of(owners).annotate(
        place=Window(RowNumber(), partition_by="owner", order_by=order),
        in_all=Window(Count("pk"), partition_by="owner"),
    )
    return rows.filter(place__lte=MOST).order_by("owner", "place")


def section(rows: list[Arrived], voice: Formatter, now: datetime) -> Section:
    """The section of the inbox; it has no acts, since an answer needs a look at the mail."""
    count = max((row.in_all for row in rows), default=0)
    items = render_rows(rows, partial(_item, voice=voice), now)
    more = more_link(count - len(rows), PAGE) or Link(_("Open your inbox"), site_url(PAGE))
    return Section(str(TITLE), items, "waiting", more=more)


def _item(row: Arrived, voice: Formatter) -> Item:
    suggestion = row.suggestion
    zone = suggestion.owner.zone
    answer = proposed(suggestion, zone)
    who = answer.company or sender_name(suggestion) or _("Somebody")
    return Item(site_url(PAGE), about=who, why=sentence(voice, said(answer, zone)))
