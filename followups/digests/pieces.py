"""Pieces that every mail is put together from: an item with its acts, a moment, an address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from followups.acts import ACTS
from followups.digests.lines import Line, Teller, Waiting
from followups.mail_acts import act_url, choices_url, page_url, reminder_token, site_url
from followups.wording.voice import Voice
from jobtracker.press import Part, Sheet, part_of

ANSWERABLE = ("application.receipt", "application.close_out")


@dataclass(frozen=True, slots=True)
class Pair:
    """The same piece twice: for the HTML and for the text."""

    html: str = ""
    text: str = ""

    def __add__(self, other: "Pair") -> "Pair":
        return Pair(self.html + other.html, self.text + other.text)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets pieces of a mail for one reader, in both of its sheets."""

    html: Sheet
    text: Sheet
    voice: Voice

    @property
    def teller(self) -> Teller:
        """Who says why."""
        return Teller(self.voice)

    def part(self, name: str, **values: str) -> Pair:
        """A part with plain text in its places."""
        return Pair(self.html.part(name, **values), self.text.part(name, **values))

    def around(self, name: str, pieces: dict[str, Pair], **values: str) -> Pair:
        """A part around others that are set already."""
        html = {key: piece.html for key, piece in pieces.items()}
        text = {key: piece.text for key, piece in pieces.items()}
        return Pair(self.html.around(name, html, **values), self.text.around(name, text, **values))

    def each(self, pieces: Iterable[Pair]) -> Pair:
        """Pieces one after the other."""
        pieces = list(pieces)
        return Pair("".join(p.html for p in pieces), "".join(p.text for p in pieces))


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    label: str
    url: str


def about(title: str | None, company: str | None) -> str:
    """The application in words; empty for what belongs to a person alone."""
    if not title or not company:
        return ""
    return _("%(title)s at %(company)s") % {"title": title, "company": company}


def main_link(line: Line) -> Link:
    """Where one goes to do it."""
    act = ACTS[line.rule]
    if act.purpose:
        return Link(_("Write the note"), page_url("followups:draft", line.pk))
    if act.way == "interview" and line.interview_id:
        return Link(str(act.way_label), page_url("applications:interview", line.interview_id))
    if act.way == "references":
        return Link(str(act.way_label), site_url("references:references"))
    if act.way == "application" and line.application_id:
        return Link(str(act.way_label), page_url("applications:page", line.application_id))
    return Link(_("Open"), page_url("followups:reminder", line.pk))


def act_links(rule: str, token: str) -> Iterator[Link]:
    """What one press from the mail can do about a reminder of this rule."""
    if did := str(ACTS[rule].did):
        yield Link(did, act_url(token, "sent"))
    yield Link(_("Later"), act_url(token, "later"))
    yield Link(_("Not needed"), act_url(token, "not-needed"))
    if rule.startswith("status.") or rule in ANSWERABLE:
        yield Link(_("They replied"), act_url(token, "replied"))
    yield Link(_("Stop these"), act_url(token, "stop"))


@cache
def _acts(rule: str, language: str, html: Sheet) -> Part:
    """The row of acts of a rule, set once a language; only the token is filled in."""
    links = (html.part("act", **_as_values(link)) for link in act_links(rule, "[[token]]"))
    return part_of(html.part("joint").join(links))


def item(setter: Setter, line: Line, part: str, when: str) -> Pair:
    """One reminder: what, about which application, why, by when, and its acts."""
    token = reminder_token(line.pk, line.owner_id)
    main = main_link(line)
    acts = _acts(line.rule, get_language() or "en", setter.html).fill({"token": token})
    values = {
        "what": line.heading,
        "why": setter.teller.why(line),
        "when": when,
        "href": page_url("followups:reminder", line.pk),
        "main": main.label,
        "main_href": main.url,
        "choices_href": choices_url(token),
    }
    named = about(line.title, line.company)
    of = setter.part("about", about=named) if named else Pair()
    return setter.around(part, {"about": of, "acts": Pair(acts)}, **values)


def _as_values(link: Link) -> dict[str, str]:
    return {"label": link.label, "href": link.url}


def when(line: Line, voice: Voice, now: datetime) -> str:
    """By when it is to be done, or from when on; empty where there is neither."""
    today = voice.local(now)
    if line.opens_at > now:
        return _("From %(moment)s") % {"moment": spoken(line.opens_at, voice, today)}
    if line.due_at is None or (line.optional and line.due_at < now):
        return ""
    form = _("Was due %(moment)s") if line.is_overdue(now) else _("By %(moment)s")
    return form % {"moment": spoken(line.due_at, voice, today)}


def spoken(moment: datetime, voice: Voice, today: date) -> str:
    """A moment as one says it on that day: 17:00 today, or Thu 2 Apr, 09:00."""
    local = voice.local(moment)
    if _same_day(local, today):
        return _("%(time)s today") % {"time": voice.clock(moment)}
    return voice.moment(moment)


def _same_day(one: date, other: date) -> bool:
    return (one.year, one.month, one.day) == (other.year, other.month, other.day)


def waiting(setter: Setter, row: Waiting) -> Pair:
    """One application where the next move is somebody else's."""
    return setter.part(
        "waiting",
        about=about(row.title, row.company),
        why=setter.teller.why(row),
        href=page_url("applications:page", row.application_id),
    )
