"""The daily digest in words: what matters most first, each with its reason and its acts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, override

from accounts.models import User
from digests.content.frame import Head, letter, section
from digests.content.lines import DigestReminder, Waiting
from digests.content.meetings import Meeting
from digests.content.pieces import about, item, spoken, waiting, when
from digests.content.queries import Gathered, gather
from digests.content.sections import Content
from digests.content.setter import Pair, Setter, joined, setter
from digests.email import EmailContent, Write
from digests.links import page_url, site_url
from digests.models import Digest
from digests.odd_rows import told
from followups.wording.formatter import Formatter

MOST = 6
SOME = 5
FEW = 3
NUDGES = gettext_lazy("From your coach")
OVERDUE = gettext_lazy("Overdue")
MEETINGS = gettext_lazy("Interviews today and tomorrow")
TODAY = gettext_lazy("Today")
WEEK = gettext_lazy("This week")
ON_YOU = gettext_lazy("Waiting on you")
ON_THEM = gettext_lazy("Waiting on them")
OPTIONAL = gettext_lazy("If you like")
COUNT_OVERDUE = ngettext_lazy("%(n)d overdue", "%(n)d overdue", "n")
COUNT_TODAY = ngettext_lazy("%(n)d today", "%(n)d today", "n")
COUNT_WEEK = ngettext_lazy("%(n)d this week", "%(n)d this week", "n")


def tell_daily(digests: Sequence[Digest], now: datetime) -> Mapping[int, Write]:
    """What writes each of a batch of daily digests, by the digests' keys."""
    found = gather([digest.owner for digest in digests], now)
    return {digest.pk: partial(daily, found[digest.owner_id], now) for digest in digests}


def daily(gathered: Gathered, now: datetime) -> EmailContent | None:
    """The digest of one seeker at ``now`` (aware), in their language.

    None for an empty day, unless the seeker asks for a mail then too. The head is written last:
    it speaks of no row that could not be told.
    """
    owner, content = gathered.owner, gathered.content
    if _is_nothing(owner, content):
        return None
    with override(owner.language):
        put = setter(owner, gathered.names, now)
        body = sections(put, content, now)
        if _is_nothing(owner, content):
            return None
        head = Head(subject_of(content, put.voice, now), beside(content), put.voice.day(now))
        return letter(put, owner, Digest.Kind.DAILY, head, body)


def _is_nothing(owner: User, content: Content) -> bool:
    return content.is_empty and not owner.digest_when_empty


def sections(put: Setter, content: Content, now: datetime) -> Pair:
    """Everything between the mail's head and its foot; ``content`` loses what cannot be told."""
    pieces = [
        _nudges(put, content),
        _items(put, content.overdue, "overdue", OVERDUE, now),
        _meetings(put, content, now),
        _items(put, content.today, "item", TODAY, now),
    ]
    if content.is_empty:
        pieces = [put.part("calm")]
    return joined([*pieces, *_below(put, content, now)])


def _below(put: Setter, content: Content, now: datetime) -> Iterator[Pair]:
    yield _items(put, content.week, "coming", WEEK, now, SOME)
    yield _waiting(put, content.on_you, ON_YOU, now)
    yield _waiting(put, content.on_them, ON_THEM, now)
    yield _items(put, content.optional, "quiet", OPTIONAL, now, FEW)


def _nudges(put: Setter, content: Content) -> Pair:
    href = site_url("followups:today")
    pieces = [
        put.part("waiting", about=_("%(who)s, your coach") % {"who": who}, why=text, href=href)
        for who, text in content.nudges[:FEW]
    ]
    return section(put, NUDGES, pieces, len(content.nudges) - FEW)


def _items(
    put: Setter,
    lines: list[DigestReminder],
    part: str,
    title: Promise,
    now: datetime,
    most: int = MOST,
) -> Pair:
    def tell(line: DigestReminder) -> Pair:
        return item(put, line, part, when(line, put.voice, now))

    pieces = told(lines, tell, now, most)
    return section(put, title, pieces, len(lines) - most)


def _waiting(put: Setter, rows: list[Waiting], title: Promise, now: datetime) -> Pair:
    pieces = told(rows, partial(waiting, put), now, SOME)
    return section(put, title, pieces, len(rows) - SOME)


def _meetings(put: Setter, content: Content, now: datetime) -> Pair:
    return section(put, MEETINGS, told(content.meetings, partial(_meeting, put, now), now))


def _meeting(put: Setter, now: datetime, meeting: Meeting) -> Pair:
    voice = put.voice
    screen = meeting.kind == "phone_screen"
    people = voice.names(tuple(meeting.people))
    form = _("Phone screen with %(people)s") if screen else _("Interview with %(people)s")
    alone = _("Phone screen") if screen else _("Interview")
    where = meeting.place or meeting.link
    return put.around(
        "meeting",
        {"where": put.part("where", where=where) if where else Pair()},
        what=form % {"people": people} if meeting.people else alone,
        about=about(meeting.title, meeting.company),
        when=spoken(meeting.starts_at, voice, voice.local(now)),
        href=page_url("applications:interview", meeting.pk),
    )


def subject_of(content: Content, voice: Formatter, now: datetime) -> str:
    """The one thing that matters most, and how much more there is."""
    for lead in (_overdue, _meeting_today, _due, _meeting_soon, _nudge):
        if first := lead(content, voice, now):
            return _with_more(first, content)
    return _("Nothing to do today")


Lead = Callable[[Content, Formatter, datetime], str]


def _overdue(content: Content, voice: Formatter, now: datetime) -> str:
    if not content.overdue:
        return ""
    return _("Overdue: %(what)s") % {"what": _named(content.overdue[0])}


def _meeting_today(content: Content, voice: Formatter, now: datetime) -> str:
    today = voice.local(now)
    for meeting in content.meetings:
        starts = voice.local(meeting.starts_at)
        if (starts.month, starts.day) == (today.month, today.day):
            values = {"time": voice.clock(meeting.starts_at), "company": meeting.company}
            return _("%(time)s today: interview with %(company)s") % values
    return ""


def _due(content: Content, voice: Formatter, now: datetime) -> str:
    if not content.today:
        return ""
    return _("Today: %(what)s") % {"what": _named(content.today[0])}


def _meeting_soon(content: Content, voice: Formatter, now: datetime) -> str:
    if not content.meetings:
        return ""
    first = content.meetings[0]
    values = {"time": voice.clock(first.starts_at), "company": first.company}
    return _("Tomorrow, %(time)s: interview with %(company)s") % values


def _nudge(content: Content, voice: Formatter, now: datetime) -> str:
    if not content.nudges:
        return ""
    return _("A word from %(who)s, your coach") % {"who": content.nudges[0][0]}


def _named(line: DigestReminder) -> str:
    if not line.company:
        return line.heading
    return _("%(what)s (%(company)s)") % {"what": line.heading, "company": line.company}


def _with_more(first: str, content: Content) -> str:
    more = len(content.overdue) + len(content.today) + len(content.meetings) - 1
    if more < 1:
        return first
    words = ngettext("%(first)s, and %(more)d more", "%(first)s, and %(more)d more", more)
    return words % {"first": first, "more": more}


def beside(content: Content) -> str:
    """The line that mail programs show beside the subject."""
    counts = (
        (len(content.overdue), COUNT_OVERDUE),
        (len(content.today), COUNT_TODAY),
        (len(content.week), COUNT_WEEK),
    )
    return " · ".join(words % {"n": count} for count, words in counts if count)
