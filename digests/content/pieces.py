"""Pieces that every mail is put together from: an item with its acts, a moment, an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from digests.content.lines import DigestReminder, Waiting, why
from digests.content.setter import HTML, Form, Pair, Setter, forms
from digests.links import act_url, choices_url, page_url, reminder_token, site_url
from followups.actions import ACTIONS, WAYS, way_of
from followups.wording.formatter import Formatter
from jobtracker.mail.press import NOTHING, sheet

ANSWERABLE = ("application.receipt", "application.close_out")
NOTE, OPEN = "notes:draft", "followups:reminder"
"""The pages where a note is written, and where there is nothing else to go to."""


class Link(NamedTuple):
    """Words and where they lead."""

    label: str
    href: str


def about(title: str | None, company: str | None) -> str:
    """The application in words; empty for what belongs to a person alone."""
    if not title or not company:
        return ""
    return _("%(title)s at %(company)s") % {"title": title, "company": company}


def main_page(line: DigestReminder) -> tuple[str, int | None]:
    """Where one goes to do it: a page, and the row that it is about."""
    act = ACTIONS[line.rule]
    if act.purpose or not act.way:
        return NOTE if act.purpose else OPEN, line.pk
    page, keys, _label = way_of(act, line)
    return page, keys[0] if keys else None


def main_label(rule: str, page: str) -> str:
    """What the link to that page says."""
    if page == NOTE:
        return _("Write the note")
    act = ACTIONS[rule]
    leads_there = act.way and page == WAYS[act.way][0]
    return str(act.way_label) if leads_there else _("Open")


def act_links(rule: str, token: str) -> Iterator[Link]:
    """What one press from the mail can do about a reminder of this rule."""
    if did := str(ACTIONS[rule].did):
        yield Link(did, act_url(token, "sent"))
    yield Link(_("Later"), act_url(token, "later"))
    yield Link(_("Not needed"), act_url(token, "not-needed"))
    if rule.startswith("status.") or rule in ANSWERABLE:
        yield Link(_("They replied"), act_url(token, "replied"))
    yield Link(_("Stop these"), act_url(token, "stop"))


@dataclass(frozen=True, slots=True)
class Kind:
    """What two reminders share whose pieces differ in names, moments and addresses alone."""

    rule: str
    part: str
    page: str
    has_person: bool
    has_application: bool


@cache
def _form(kind: Kind, language: str) -> Form:
    """The piece of a kind of reminder, with all in place that is the same in every mail."""
    html = sheet(HTML)
    links = [html["act"].fill(link._asdict()) for link in act_links(kind.rule, "[[token]]")]
    of = {"about": about("[[title]]", "[[company]]")}
    words = {
        "what": ACTIONS[kind.rule].named("[[person]]" if kind.has_person else ""),
        "main": main_label(kind.rule, kind.page),
        "choices_href": choices_url("[[token]]"),
    }
    parts = forms(language)
    set_already = {
        "about": parts["about"].fill(of) if kind.has_application else Pair(),
        "acts": Pair(html["joint"].fill(NOTHING).join(links)),
    }
    return parts[kind.part].set(words, set_already)


def item(put: Setter, line: DigestReminder, part: str, when: str) -> Pair:
    """One reminder: what, about which application, why, by when, and its acts."""
    page, pk = main_page(line)
    person, title, company = line.person, line.title or "", line.company or ""
    kind = Kind(line.rule, part, page, bool(person), bool(title and company))
    form = _form(kind, get_language() or "en")
    values = {
        "person": person,
        "title": title,
        "company": company,
        "why": why(line, put.voice),
        "when": when,
        "href": page_url(OPEN, line.pk),
        "main_href": page_url(page, pk) if pk else site_url(page),
    }
    if form.asks_for("token"):
        values["token"] = reminder_token(line.pk, line.owner_id)
    return form.fill(values)


class _When(NamedTuple):
    comes: str
    was_due: str
    due: str
    today: str


@cache
def _when(language: str) -> _When:
    return _When(
        _("From %(moment)s"), _("Was due %(moment)s"), _("By %(moment)s"), _("%(time)s today")
    )


def when(line: DigestReminder, voice: Formatter, now: datetime) -> str:
    """By when it is to be done, or from when on; empty where there is neither."""
    today, forms = voice.local(now), _when(get_language() or "en")
    if line.opens_at > now:
        return forms.comes % {"moment": spoken(line.opens_at, voice, today)}
    if line.due_at is None or (line.optional and line.due_at < now):
        return ""
    form = forms.was_due if line.is_overdue(now) else forms.due
    return form % {"moment": spoken(line.due_at, voice, today)}


def spoken(moment: datetime, voice: Formatter, today: date) -> str:
    """A moment as one says it on that day: 17:00 today, or Thu 2 Apr, 09:00."""
    local = voice.local(moment)
    if _same_day(local, today):
        return _when(get_language() or "en").today % {"time": voice.clock(moment)}
    return voice.moment(moment)


def _same_day(one: date, other: date) -> bool:
    return (one.year, one.month, one.day) == (other.year, other.month, other.day)


@cache
def _waiting(language: str) -> Form:
    return forms(language)["waiting"].set({"about": about("[[title]]", "[[company]]")})


def waiting(put: Setter, row: Waiting) -> Pair:
    """One application where the next move is somebody else's."""
    return _waiting(get_language() or "en").fill(
        {
            "title": row.title,
            "company": row.company,
            "why": why(row, put.voice),
            "href": page_url("applications:page", row.application_id),
        }
    )
