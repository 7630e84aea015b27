"""A rule's example: what the planner makes of a history under the reader's policy, in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import pgettext

from followups.rulebook.example_days import Days
from followups.rulebook.example_histories import HISTORIES, NAMES
from followups.timing import facts as f
from followups.timing.catalogue.index import RULES
from followups.timing.plan import HeldBack, Plan, Planned, plan
from followups.timing.policy.make import Policy
from followups.wording import Words, explain


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline: when (UTC), what, and whose action it is.

    ``side`` is ``mine``, ``theirs`` or ``coming`` (planned by the rule); ``text`` is the
    arithmetic.
    """

    at: datetime
    title: str
    icon: str
    side: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """The timeline of an example, and the reason for what is planned.

    ``applies`` is False if the reader's policy plans nothing; ``why`` then says why not.
    """

    moments: tuple[Moment, ...]
    why: str
    applies: bool


def example(rule: str, policy: Policy, days: Days) -> Example:
    """Return the example of a rule: its history, and what the rule plans from it."""
    history = HISTORIES[rule](days)
    found = plan(history.facts(days.zone), policy)
    past = [_past_moment(event) for event in sorted(history.events, key=lambda event: event.at)]
    planned = next((each for each in found.reminders if each.rule == rule), None)
    if planned is None:
        return Example(tuple(past), _why_not(rule, found, days), applies=False)
    words = _words(planned, days)
    coming = list(_coming(planned, words))
    moments = sorted([*past, *coming], key=lambda moment: moment.at)
    return Example(tuple(moments), words.fact, applies=True)


def _words(entry: Planned | HeldBack, days: Days) -> Words:
    return explain(entry.reason, people=NAMES, timezone=days.zone)


def _why_not(rule: str, found: Plan, days: Days) -> str:
    for entry in found.held_back:
        if rule.startswith("status.") and entry.rule == "status":
            return _words(entry, days).fact
    return _("This policy asks for nothing here.")


def _coming(planned: Planned, words: Words) -> Iterator[Moment]:
    title = _(RULES[planned.rule].title)
    whom = NAMES.get(planned.to or "")
    if whom:
        title = _("%(title)s: %(whom)s") % {"title": title, "whom": whom}
    yield Moment(planned.opens_at, title, "bell", "coming", words.arithmetic)
    if planned.due_at and planned.due_at > planned.opens_at:
        yield Moment(planned.due_at, _("Due"), "flag", "coming", words.due)
    if planned.lapses_at and planned.lapses_at != planned.due_at:
        yield Moment(
            planned.lapses_at, _("The reminder goes"), "dash-circle", "coming", words.lapse
        )


def _past_moment(event: f.Event) -> Moment:
    title, icon, side = _WORDS[type(event)](event)
    at = event.starts_at if isinstance(event, f.Interview) else event.at
    return Moment(at, title, icon, side)


_EventWords = tuple[str, str, str]


def _applied(event: f.Event) -> _EventWords:
    return _("You applied"), "send", "mine"


def _interview(event: f.Event) -> _EventWords:
    if not isinstance(event, f.Interview):
        raise TypeError(event)
    people = get_text_list(
        [NAMES[each] for each in event.interviewers], pgettext("Ana and Bo", "and")
    )
    screen = event.kind == f.Kind.PHONE_SCREEN
    text = _("Phone screen with %(people)s") if screen else _("Interview with %(people)s")
    return text % {"people": people}, "chat-left-text", "theirs"


def _sent(event: f.Event) -> _EventWords:
    if not isinstance(event, f.MessageSent):
        raise TypeError(event)
    text = {
        f.Purpose.THANK_YOU: _("You thanked %(whom)s"),
        f.Purpose.STATUS: _("You sent a status note"),
        f.Purpose.HEADS_UP: _("You told %(whom)s that a call is coming"),
        f.Purpose.REFERENCE_THANK_YOU: _("You thanked %(whom)s for speaking for you"),
        f.Purpose.REFERRER_THANK_YOU: _("You thanked %(whom)s for referring you"),
    }[event.purpose]
    return text % {"whom": NAMES.get(event.to or "", "")}, "send-check", "mine"


def _date_given(event: f.Event) -> _EventWords:
    return _("They named the day by which they will decide"), "calendar-event", "theirs"


def _asked(event: f.Event) -> _EventWords:
    return _("They asked for references"), "people", "theirs"


def _accepted_elsewhere(event: f.Event) -> _EventWords:
    return _("You accepted another offer"), "check-circle", "mine"


def _about_reference(text: str, icon: str, side: str) -> Callable[[f.Event], _EventWords]:
    def words(event: f.Event) -> _EventWords:
        whom = NAMES[event.reference] if isinstance(event, f.ReferenceEvent) else ""
        return _(text) % {"whom": whom}, icon, side

    return words


def _outcome(event: f.Event) -> _EventWords:
    if not isinstance(event, f.Outcome):
        raise TypeError(event)
    return {
        f.Result.OFFER: (_("They made an offer"), "trophy", "theirs"),
        f.Result.ACCEPTED: (_("You accepted the offer"), "check-circle", "mine"),
        f.Result.DECLINED: (_("You declined the offer"), "x-circle", "mine"),
        f.Result.REJECTED: (_("They turned you down"), "x-circle", "theirs"),
    }[event.result]


_WORDS: Mapping[type[f.Event], Callable[[f.Event], _EventWords]] = {
    f.Applied: _applied,
    f.Interview: _interview,
    f.MessageSent: _sent,
    f.TimelineGiven: _date_given,
    f.ReferencesRequested: _asked,
    f.ReferenceChosen: _about_reference(noop("You chose %(whom)s"), "person-check", "mine"),
    f.ReferenceContacted: _about_reference(noop("They called %(whom)s"), "telephone", "theirs"),
    f.Outcome: _outcome,
    f.AcceptedElsewhere: _accepted_elsewhere,
}
