"""Build the items of emails from rows: texts, dates, links and actions.

Rows that fail to render are left out one by one, so that one bad row does not stop a whole email.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol, TypeVar

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from digests.email import Item, Link
from digests.links import act_url, choices_url, page_url, reminder_token, site_url
from digests.models import RowsLeftOut
from digests.queries import DigestReminder, Names, Waiting
from followups.actions import ACTIONS, LINKS, link_of
from followups.state import is_before_talk
from followups.timing.plan_items import Reason
from followups.wording.explain import SENTENCES
from followups.wording.formatter import Formatter
from jobtracker.time_limit import too_long

logger = logging.getLogger(__name__)

ANSWERABLE = ("application.receipt", "application.close_out")
NOTE, OPEN = "notes:draft", "followups:reminder"
"""The pages to write a note, and the fallback if there is no other page to link to."""


def formatter_for(owner: User, names: Names, now: datetime) -> Formatter:
    """A formatter of days and names for ``owner`` at ``now`` (aware)."""
    return Formatter(names, owner.zone, now.astimezone(owner.zone).year, now)


def why(row: DigestReminder | Waiting, voice: Formatter) -> str:
    """The reason of a row, and of those on one card with it, in the active language."""
    rows = (row, *row.others) if isinstance(row, DigestReminder) else (row,)
    reasons = [Reason.facts_from_json(each.reason) for each in rows]
    return " ".join(SENTENCES[reason.sentence](voice, reason.facts) for reason in reasons)


def about(title: str | None, company: str | None) -> str:
    """The application in words; empty for a reminder without one."""
    if not title or not company:
        return ""
    return _("%(title)s at %(company)s") % {"title": title, "company": company}


def main_page(line: DigestReminder) -> tuple[str, tuple[int | str, ...]]:
    """The page to do it on, and the arguments of its URL."""
    act = ACTIONS[line.rule]
    if act.purpose or not act.link:
        return NOTE if act.purpose else OPEN, (line.pk,)
    page, keys, _label = link_of(act, line)
    return page, keys


def main_label(rule: str, page: str) -> str:
    """The label of the link to that page."""
    if page == NOTE:
        return _("Write the note")
    act = ACTIONS[rule]
    leads_there = act.link and page == LINKS[act.link][0]
    return str(act.action_label) if leads_there else _("Open")


def act_links(line: DigestReminder, token: str, now: datetime) -> Iterator[Link]:
    """The one-click actions of a reminder; no note was sent for an interview still to end."""
    rule = line.rule
    if (did := str(ACTIONS[rule].done_label)) and not is_before_talk(line, now):
        yield Link(did, act_url(token, "sent"))
    yield Link(_("Later"), act_url(token, "snooze"))
    yield Link(_("Not needed"), act_url(token, "dismiss"))
    if rule.startswith("status.") or rule in ANSWERABLE:
        yield Link(_("They replied"), act_url(token, "replied"))
    yield Link(_("Stop these"), act_url(token, "stop"))


def item(line: DigestReminder, voice: Formatter, now: datetime, *, has_acts: bool = True) -> Item:
    """One reminder: what, about which application, why and by when, with its actions."""
    plain = Item(
        page_url(OPEN, line.pk),
        what=line.heading,
        about=about(line.title, line.company),
        why=why(line, voice),
        when=when(line, voice, now),
    )
    if not has_acts:
        return plain
    token = reminder_token(line.pk, line.owner_id)
    acts = tuple(act_links(line, token, now))
    return replace(plain, main=main_link(line), acts=acts, choices_href=choices_url(token))


def main_link(line: DigestReminder) -> Link:
    """The link to the page to do it on."""
    page, keys = main_page(line)
    label = main_label(line.rule, page)
    if len(keys) == 1 and isinstance(keys[0], int):
        return Link(label, page_url(page, keys[0]))
    return Link(label, site_url(page, *keys))


def when(line: DigestReminder, voice: Formatter, now: datetime) -> str:
    """When it is due, or when it opens; empty if there is neither."""
    today = voice.local(now)
    if line.opens_at > now:
        return _("From %(moment)s") % {"moment": spoken(line.opens_at, voice, today)}
    if line.due_at is None or (line.optional and line.due_at < now):
        return ""
    if line.catch_up:
        return _("As soon as you can")
    form = _("Was due %(moment)s") if line.is_overdue(now) else _("By %(moment)s")
    return form % {"moment": spoken(line.due_at, voice, today)}


def spoken(moment: datetime, voice: Formatter, today: date) -> str:
    """A moment relative to ``today``: 17:00 today, or Thu 2 Apr, 09:00."""
    local = voice.local(moment)
    if (local.year, local.month, local.day) == (today.year, today.month, today.day):
        return _("%(time)s today") % {"time": voice.clock(moment)}
    return voice.moment(moment)


def waiting(row: Waiting, voice: Formatter) -> Item:
    """One application that waits for somebody else."""
    href = page_url("applications:page", row.application_id)
    return Item(href, about=about(row.title, row.company), why=why(row, voice))


def more_link(count: int, page: str = "followups:today") -> Link | None:
    """A link to the remaining rows; None if there are none."""
    if count < 1:
        return None
    words = ngettext("and %(more)d more", "and %(more)d more", count) % {"more": count}
    return Link(words, site_url(page))


class Named(Protocol):
    """A row that can name itself in the log."""

    @property
    def named(self) -> str:
        """The kind of row, and its key."""


Row = TypeVar("Row", bound=Named)
Told = TypeVar("Told")


def render_rows(
    rows: list[Row], tell: Callable[[Row], Told], now: datetime, most: int | None = None
) -> list[Told]:
    """Apply ``tell`` to the first ``most`` rows, or to all, and return the results.

    Rows for which it fails are removed from ``rows``, logged, and counted for operators.
    """
    done: list[Told] = []
    odd: list[Row] = []
    for row in rows:
        if most is not None and len(done) >= most:
            break
        try:
            done.append(tell(row))
        except (too_long(), DatabaseError):
            raise
        except Exception:
            logger.exception("left out, since it cannot be rendered: %s", row.named)
            odd.append(row)
    if odd:
        _take_out(rows, odd, now)
    return done


def _take_out(rows: list[Row], odd: Sequence[Row], now: datetime) -> None:
    gone = {id(row) for row in odd}
    rows[:] = [row for row in rows if id(row) not in gone]
    count_left_out(len(odd))


def count_left_out(rows: int) -> None:
    """Add to the total of rows left out, across processes."""
    with transaction.atomic():
        RowsLeftOut.objects.get_or_create(pk=1)
        RowsLeftOut.objects.filter(pk=1).update(total=F("total") + rows)


def rows_left_out() -> int:
    """The total number of rows left out."""
    return RowsLeftOut.objects.values_list("total", flat=True).first() or 0
