"""The weekly review: the figures of the week, and what is stuck."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.reading import reading_as
from digests.builders.figures import Figures, figures
from digests.builders.items import formatter_for, item, more_link, render_rows
from digests.email import EmailContent, Mail, Section, Write, render
from digests.models import Digest
from digests.queries import DigestReminder, Names, lines, names_in

STUCK = timedelta(days=3)
CLOSE_OUT = "application.close_out"
MOST = 8


def build_weekly(digests: Sequence[Digest], now: datetime) -> Mapping[int, Write]:
    """Return a function per weekly review that renders it, by the digests' keys."""
    owners = {digest.owner_id for digest in digests}
    stuck: dict[int, list[DigestReminder]] = defaultdict(list)
    for line in lines(owners, now, now):
        if is_stuck(line, now):
            stuck[line.owner_id].append(line)
    names = names_in(line for own in stuck.values() for line in own)
    counted = figures(owners, now)
    return {
        digest.pk: partial(
            weekly,
            digest.owner,
            counted.get(digest.owner_id, Figures()),
            stuck[digest.owner_id],
            names,
            now,
        )
        for digest in digests
    }


def is_stuck(line: DigestReminder, now: datetime) -> bool:
    """Overdue for days, or silent for so long that the application may be closed."""
    if line.is_asleep(now):
        return False
    overdue = line.is_overdue(now) and line.due_at is not None and now - line.due_at > STUCK
    return overdue or line.rule == CLOSE_OUT


def weekly(
    owner: User, week: Figures, stuck: list[DigestReminder], names: Names, now: datetime
) -> EmailContent | None:
    """The review of one seeker at ``now`` (aware); None if no search is active."""
    if week.are_empty and not stuck:
        return None
    with reading_as(owner):
        voice = formatter_for(owner, names, now)
        items = render_rows(stuck, partial(item, voice=voice, now=now), now, MOST)
        if week.are_empty and not stuck:
            return None
        more = more_link(len(stuck) - MOST)
        sections = [Section(_("What is stuck"), items, "rows", more=more)]
        mail = Mail(_subject(week), _("Your week"), sections, lede=_encouragement(week))
        return render(Digest.Kind.WEEKLY, mail, owner, figures=week)


def _subject(week: Figures) -> str:
    counts = (
        (week.applications, ngettext("%(n)d application", "%(n)d applications", week.applications)),
        (week.notes, ngettext("%(n)d note", "%(n)d notes", week.notes)),
        (week.welcome, ngettext("%(n)d answer", "%(n)d answers", week.welcome)),
        (week.rejections, ngettext("%(n)d rejection", "%(n)d rejections", week.rejections)),
        (week.interviews, ngettext("%(n)d interview", "%(n)d interviews", week.interviews)),
    )
    said = ", ".join(words % {"n": count} for count, words in counts if count)
    return _("Your week: %(said)s") % {"said": said} if said else _("Your week: a quiet one")


def _encouragement(week: Figures) -> str:
    """S0:expect-silence: many employers never reply; keep looking in the meantime.

    Nothing for a week of rejections, nor once nothing is under way: cheering would mock.
    """
    if week.welcome and week.open:
        return _("They answer. Keep looking all the same, until you have said yes to one.")
    if week.answers:
        return ""
    return _(
        "No answer this week. Many employers never answer anyone: it says little about you. "
        "Keep looking meanwhile."
    )
