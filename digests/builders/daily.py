"""The daily digest: reminders by urgency, each with its reason and actions."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from accounts.reading import reading_as
from digests.builders import inbox
from digests.builders.inbox import arrived
from digests.builders.items import (
    about,
    formatter_for,
    item,
    more_link,
    render_rows,
    spoken,
    waiting,
)
from digests.builders.sections import DAYS_AHEAD, Content, build_sections, clock
from digests.email import EmailContent, Item, Mail, Section, Write, render
from digests.links import page_url, site_url
from digests.models import Digest
from digests.queries import (
    DigestReminder,
    Meeting,
    Names,
    Waiting,
    held_back,
    lines,
    meetings,
    names_in,
    one_each,
)
from followups.coach_messages import nudges_of
from followups.wording.formatter import Formatter

FAR_ENOUGH = timedelta(days=DAYS_AHEAD + 1)
MEETINGS_WITHIN = timedelta(days=3)
NOTHING: Mapping[int, datetime | None] = MappingProxyType({})
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


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sections of one seeker's digest, with the names of the people in it."""

    owner: User
    content: Content
    names: Names


def gather(
    owners: Collection[User],
    now: datetime,
    previous: Mapping[int, datetime | None] = NOTHING,
) -> Mapping[int, Gathered]:
    """Read the digests of ``owners`` at ``now`` (aware), by their keys; eight queries.

    ``previous`` is when the digest before was due, by owner.
    """
    pks = [owner.pk for owner in owners]
    own: dict[int, list[DigestReminder]] = defaultdict(list)
    held: dict[int, list[Waiting]] = defaultdict(list)
    met: dict[int, list[Meeting]] = defaultdict(list)
    for line in lines(pks, now, now + FAR_ENOUGH):
        own[line.owner_id].append(line)
    for row in held_back(pks, now):
        held[row.owner_id].append(row)
    for meeting in meetings(pks, now, now + MEETINGS_WITHIN):
        met[meeting.owner_id].append(meeting)
    mailed = arrived(owners)
    contents = {
        owner.pk: build_sections(
            clock(now, owner, previous.get(owner.pk)),
            one_each(own[owner.pk], now, owner.zone),
            held[owner.pk],
            met[owner.pk],
            mailed.get(owner.pk, ()),
        )
        for owner in owners
    }
    for client, who, text in nudges_of(pks, now):
        contents[client].nudges.append((who, text))
    names = names_in(row for content in contents.values() for row in content.rows)
    return {owner.pk: Gathered(owner, contents[owner.pk], names) for owner in owners}


def build_daily(digests: Sequence[Digest], now: datetime) -> Mapping[int, Write]:
    """Return a function per daily digest that renders it, by the digests' keys."""
    previous = {digest.owner_id: digest.previous_at for digest in digests}
    found = gather([digest.owner for digest in digests], now, previous)
    return {digest.pk: partial(daily, found[digest.owner_id], now) for digest in digests}


def daily(gathered: Gathered, now: datetime) -> EmailContent | None:
    """Render the digest of one seeker at ``now`` (aware), in their language.

    None for an empty day, unless the seeker wants an email then too. The subject is rendered last,
    so that it mentions no row that failed to render.
    """
    owner, content = gathered.owner, gathered.content
    if _is_nothing(owner, content):
        return None
    with reading_as(owner):
        voice = formatter_for(owner, gathered.names, now)
        parts = sections(content, voice, now)
        if _is_nothing(owner, content):
            return None
        subject = subject_of(content, voice, now)
        mail = Mail(subject, voice.day(now), parts, preheader(content))
        return render(Digest.Kind.DAILY, mail, owner, is_calm=content.is_calm)


def _is_nothing(owner: User, content: Content) -> bool:
    return content.is_empty and not owner.digest_when_empty


def sections(content: Content, voice: Formatter, now: datetime) -> list[Section]:
    """The sections of the email; rows that cannot be rendered are removed from ``content``."""
    reminders = partial(_reminders, voice=voice, now=now)
    held = partial(_waiting, voice=voice, now=now)
    return [
        _nudges(content),
        reminders(OVERDUE, content.overdue, is_late=True),
        _meetings(content, voice, now),
        _today(content, voice, now),
        inbox.section(content.inbox, voice, now),
        reminders(WEEK, content.week, looks="coming", most=SOME),
        held(ON_YOU, content.on_you),
        held(ON_THEM, content.on_them),
        reminders(OPTIONAL, content.optional, looks="rows", most=FEW),
    ]


def _nudges(content: Content) -> Section:
    href = site_url("followups:today")
    items = [
        Item(href, about=_("%(who)s, your coach") % {"who": who}, why=text)
        for who, text in content.nudges[:FEW]
    ]
    more = more_link(len(content.nudges) - FEW)
    return Section(str(NUDGES), items, "waiting", more=more)


def _reminders(
    title: Promise,
    rows: list[DigestReminder],
    *,
    voice: Formatter,
    now: datetime,
    looks: str = "cards",
    is_late: bool = False,
    most: int = MOST,
) -> Section:
    tell = partial(item, voice=voice, now=now, has_acts=looks != "coming")
    items = render_rows(rows, tell, now, most)
    return Section(str(title), items, looks, is_late, more_link(len(rows) - most))


def _today(content: Content, voice: Formatter, now: datetime) -> Section:
    """What is for today: the news, then what is still open."""
    news = _reminders(TODAY, content.today, voice=voice, now=now)
    left = MOST - len(news.items)
    still = _reminders(TODAY, content.still_open, voice=voice, now=now, most=left)
    more = more_link(len(content.today) + len(content.still_open) - MOST)
    return replace(news, items=[*news.items, *still.items], more=more)


def _waiting(title: Promise, rows: list[Waiting], *, voice: Formatter, now: datetime) -> Section:
    items = render_rows(rows, partial(waiting, voice=voice), now, SOME)
    return Section(str(title), items, "waiting", more=more_link(len(rows) - SOME))


def _meetings(content: Content, voice: Formatter, now: datetime) -> Section:
    items = render_rows(content.meetings, partial(_meeting, voice=voice, now=now), now)
    return Section(str(MEETINGS), items, "meetings")


def _meeting(meeting: Meeting, voice: Formatter, now: datetime) -> Item:
    screen = meeting.kind == "phone_screen"
    people = voice.names(tuple(meeting.people))
    form = _("Phone screen with %(people)s") if screen else _("Interview with %(people)s")
    alone = _("Phone screen") if screen else _("Interview")
    return Item(
        page_url("applications:interview", meeting.pk),
        what=form % {"people": people} if meeting.people else alone,
        about=about(meeting.title, meeting.company),
        when=spoken(meeting.starts_at, voice, voice.local(now)),
        where=meeting.place or meeting.link,
    )


def subject_of(content: Content, voice: Formatter, now: datetime) -> str:
    """The most important item, and how many more there are."""
    for lead in (_overdue, _meeting_today, _due, _meeting_soon, _nudge, _new_mail):
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


def _new_mail(content: Content, voice: Formatter, now: datetime) -> str:
    if not (content.inbox and content.has_new_mail):
        return ""
    count = content.inbox[0].in_all
    words = ngettext(
        "%(n)d suggestion waits in your inbox", "%(n)d suggestions wait in your inbox", count
    )
    return words % {"n": count}


def _named(line: DigestReminder) -> str:
    if not line.company:
        return line.heading
    return _("%(what)s (%(company)s)") % {"what": line.heading, "company": line.company}


def _with_more(first: str, content: Content) -> str:
    today = len(content.today) + len(content.still_open)
    more = len(content.overdue) + today + len(content.meetings) - 1
    if more < 1:
        return first
    words = ngettext("%(first)s, and %(more)d more", "%(first)s, and %(more)d more", more)
    return words % {"first": first, "more": more}


def preheader(content: Content) -> str:
    """The line that mail programs show beside the subject."""
    overdue, week = len(content.overdue), len(content.week)
    today = len(content.today) + len(content.still_open)
    mails = content.inbox[0].in_all if content.inbox else 0
    counts = (
        (overdue, ngettext("%(n)d overdue", "%(n)d overdue", overdue)),
        (today, ngettext("%(n)d today", "%(n)d today", today)),
        (week, ngettext("%(n)d this week", "%(n)d this week", week)),
        (mails, ngettext("%(n)d in your inbox", "%(n)d in your inbox", mails)),
    )
    return " · ".join(words % {"n": count} for count, words in counts if count)
