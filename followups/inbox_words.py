"""What we think a mail says, in one sentence. Pure: no queries, no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from followups.wording.formatter import Formatter


@dataclass(frozen=True, slots=True)
class Said:
    """What a suggestion says, ready to be put into words; empty where it does not say.

    ``is_new`` where logging it starts an application, ``is_logged`` once it was, so that nothing is
    asked any more. ``meeting`` is what the interview is called, ``others`` when further interviews
    of the same mail begin, ``sent_as`` what the note was that the seeker sent, ``pay`` what an
    offer pays, in words.
    """

    kind: str
    company: str = ""
    title: str = ""
    person: str = ""
    is_new: bool = False
    is_logged: bool = False
    starts_at: date | datetime | None = None
    others: tuple[date | datetime, ...] = ()
    people: tuple[str, ...] = ()
    meeting: str = ""
    news_by: date | None = None
    ask_on: date | None = None
    answer_by: date | datetime | None = None
    starts_on: date | None = None
    pay: str = ""
    sent_as: str = ""

    @property
    def who(self) -> str:
        """The company; else the person."""
        return self.company or self.person


Sentence = Callable[[Formatter, Said], str]


def sentence(formatter: Formatter, said: Said) -> str:
    """Return what we think happened, in one or two short sentences."""
    return SENTENCES[said.kind](formatter, said)


def _confirmation(formatter: Formatter, said: Said) -> str:
    if not said.is_new:
        if said.who:
            return _("%(company)s received your application.") % {"company": said.who}
        return _("Your application was received.")
    parts = {"title": said.title, "company": said.company}
    if said.title and said.company:
        text = _("New application: %(title)s at %(company)s") % parts
    elif said.company:
        text = _("New application at %(company)s") % parts
    elif said.title:
        text = _("New application: %(title)s") % parts
    else:
        text = _("New application")
    return (_("%(what)s.") if said.is_logged else _("%(what)s?")) % {"what": text}


def _rejection(formatter: Formatter, said: Said) -> str:
    if said.who:
        return _("Rejected by %(company)s.") % {"company": said.who}
    return _("Your application was rejected.")


def _invitation(formatter: Formatter, said: Said) -> str:
    parts = {"meeting": said.meeting or _("Interview"), "people": _listed(said.people)}
    if said.starts_at is None:
        return _unarranged(formatter, said, parts)
    if said.others:
        text = _("%(interviews)s on %(when)s.") % _several(formatter, said)
        return text if said.is_logged else _("%(text)s Log them?") % {"text": text}
    parts["when"] = formatter.moment(said.starts_at)
    if said.people:
        text = _("%(meeting)s on %(when)s with %(people)s.") % parts
    else:
        text = _("%(meeting)s on %(when)s.") % parts
    return text if said.is_logged else _("%(text)s Log it?") % {"text": text}


def _unarranged(formatter: Formatter, said: Said, parts: dict[str, str]) -> str:
    """An invitation without a time: the seeker chooses one."""
    if said.people and said.who:
        text = _("%(company)s invites you to meet %(people)s. Choose a time.")
    elif said.who:
        text = _("%(company)s invites you to an interview. Choose a time.")
    else:
        text = _("You’re invited to an interview. Choose a time.")
    return _with_answer_by(text % {**parts, "company": said.who}, formatter, said)


def _several(formatter: Formatter, said: Said) -> dict[str, str]:
    """How many interviews, and when: “3 interviews”, “Thu 10 Dec, 10:00, 11:00 and 13:00”."""
    moments = [each for each in (said.starts_at, *said.others) if each is not None]
    moments.sort(key=lambda each: formatter.local(each).isoformat())
    count = len(moments)
    days = list(dict.fromkeys(map(formatter.day, moments)))
    is_one_day = len(days) == 1
    if is_one_day and all(isinstance(each, datetime) for each in moments):
        clocks = _listed(tuple(dict.fromkeys(map(formatter.clock, moments))))
        when = _("%(day)s, %(times)s") % {"day": days[0], "times": clocks}
    else:
        when = _listed(tuple(days))
    many = ngettext("%(n)d interview", "%(n)d interviews", count)
    return {"interviews": many % {"n": count}, "when": when}


def _rescheduled(formatter: Formatter, said: Said) -> str:
    if said.starts_at is not None and said.others:
        return _("%(interviews)s move to %(when)s.") % _several(formatter, said)
    if said.starts_at is not None:
        parts = {"when": formatter.moment(said.starts_at), "people": _listed(said.people)}
        if said.people:
            return _("Your interview with %(people)s moves to %(when)s.") % parts
        return _("Your interview moves to %(when)s.") % parts
    if said.who:
        text = _("%(company)s can’t keep the time of your interview. There’s no new time yet.")
        return text % {"company": said.who}
    return _("The time of your interview is off. There’s no new time yet.")


def _cancelled(formatter: Formatter, said: Said) -> str:
    if said.starts_at is not None and said.others:
        return _("%(interviews)s on %(when)s are cancelled.") % _several(formatter, said)
    if said.starts_at is not None:
        parts = {"when": formatter.moment(said.starts_at), "people": _listed(said.people)}
        if said.people:
            return _("The interview on %(when)s with %(people)s is cancelled.") % parts
        return _("The interview on %(when)s is cancelled.") % parts
    if said.who:
        return _("%(company)s cancelled your interview.") % {"company": said.who}
    return _("Your interview is cancelled.")


def _offer(formatter: Formatter, said: Said) -> str:
    if said.who:
        text = _("An offer from %(company)s.") % {"company": said.who}
    else:
        text = _("You have an offer.")
    terms = [said.pay] if said.pay else []
    if said.starts_on:
        terms.append(_("starting on %(day)s") % {"day": formatter.day(said.starts_on)})
    if terms:
        text = _("%(offer)s: %(terms)s.") % {"offer": text.rstrip("."), "terms": ", ".join(terms)}
    return _with_answer_by(text, formatter, said)


def _references(formatter: Formatter, said: Said) -> str:
    if said.who:
        text = _("%(company)s asks for your references.") % {"company": said.who}
    else:
        text = _("They ask for your references.")
    return _with_answer_by(text, formatter, said)


def _timeline(formatter: Formatter, said: Said) -> str:
    who = said.who or _("They")
    if said.ask_on:
        text, when = _("%(who)s asked you to check back on %(day)s."), said.ask_on
    elif said.news_by:
        text, when = _("%(who)s said you’d hear by %(day)s."), said.news_by
    else:
        return _("%(who)s said when you’d hear. Add the date.") % {"who": who}
    return text % {"who": who, "day": formatter.day(when)}


def _no_contact(formatter: Formatter, said: Said) -> str:
    parts = {"who": said.who or _("They")}
    if said.news_by:
        parts["day"] = formatter.day(said.news_by)
        return _("%(who)s asked you not to follow up. You’d hear by %(day)s.") % parts
    return _("%(who)s asked you not to follow up.") % parts


def _reply(formatter: Formatter, said: Said) -> str:
    if said.person and said.company:
        parts = {"person": said.person, "company": said.company}
        return _("%(person)s at %(company)s replied.") % parts
    return _("%(who)s replied.") % {"who": said.who or _("They")}


def _sent(formatter: Formatter, said: Said) -> str:
    parts = {"note": said.sent_as, "reader": said.person or said.company}
    if said.sent_as and parts["reader"]:
        return _("You wrote to %(reader)s: %(note)s.") % parts
    if parts["reader"]:
        return _("You wrote to %(reader)s.") % parts
    return _("You sent a note.")


def _ignored(formatter: Formatter, said: Said) -> str:
    if said.who:
        return _("Nothing about your applications, from %(who)s.") % {"who": said.who}
    return _("Nothing about your applications.")


def _with_answer_by(text: str, formatter: Formatter, said: Said) -> str:
    if said.answer_by is None:
        return text
    parts = {"text": text, "when": formatter.moment(said.answer_by)}
    return _("%(text)s Answer by %(when)s.") % parts


def _listed(names: tuple[str, ...]) -> str:
    return get_text_list(list(names), pgettext("Ana and Bo", "and"))


SENTENCES: Mapping[str, Sentence] = {
    "confirmation": _confirmation,
    "rejection": _rejection,
    "interview_invitation": _invitation,
    "interview_rescheduled": _rescheduled,
    "interview_cancelled": _cancelled,
    "offer": _offer,
    "references_requested": _references,
    "timeline_given": _timeline,
    "no_contact_requested": _no_contact,
    "reply": _reply,
    "sent": _sent,
    "ignore": _ignored,
}
