"""A small story for each rule, to plan under the reader's own policy and show.

The days are those of March 2026; under some policies a story gives no such reminder, and what is
held back then says why.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from .facts import (
    Applied,
    Consent,
    EmployerReply,
    Event,
    Facts,
    Interview,
    Kind,
    MessageSent,
    Outcome,
    Purpose,
    ReferenceChosen,
    ReferenceContacted,
    ReferenceFacts,
    ReferencesRequested,
    Result,
    TimelineGiven,
)
from .marks import gettext_noop as _

NAMES: Mapping[str, str] = MappingProxyType({"ana": "Ana", "bo": "Bo", "rita": "Rita"})
"""The people of the stories."""

At = Callable[[str], datetime]
INTEREST = 4


@dataclass(frozen=True, slots=True)
class Example:
    """What happened, in a sentence and as facts."""

    story: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Story:
    text: str
    events: Callable[[At], tuple[Event, ...]]
    rita: ReferenceFacts | None = None


def example(rule: str, timezone: ZoneInfo) -> Example:
    """The story of a rule as it would have happened in this zone. Raises `KeyError`."""
    story = _STORIES[rule]

    def at(wall: str) -> datetime:
        local = datetime.fromisoformat(f"2026-03-{wall}").replace(tzinfo=timezone)
        return local.astimezone(UTC)

    people = (story.rita,) if story.rita else ()
    return Example(story.text, Facts(timezone, INTEREST, story.events(at), people))


def _applied(at: At) -> tuple[Event, ...]:
    return (Applied("applied", at("02 10:00")),)


def _met(at: At) -> tuple[Event, ...]:
    times = at("11 10:00"), at("11 11:00")
    talk = Interview("talk", at("05 09:00"), Kind.INTERVIEW, *times, ("ana", "bo"))
    return (*_applied(at), talk)


def _screened(at: At) -> tuple[Event, ...]:
    times = at("11 10:00"), at("11 10:30")
    return (*_applied(at), Interview("talk", at("05 09:00"), Kind.PHONE_SCREEN, *times, ("ana",)))


def _asked_and_answered(at: At) -> tuple[Event, ...]:
    note = MessageSent("note", at("18 10:00"), Purpose.STATUS)
    return (*_met(at), note, EmployerReply("reply", at("20 15:00")))


def _told_a_date(at: At) -> tuple[Event, ...]:
    return (*_met(at), TimelineGiven("date", at("11 10:55"), news_by=date(2026, 3, 25)))


def _requested(at: At) -> tuple[Event, ...]:
    return (*_met(at), ReferencesRequested("request", at("16 09:00")))


def _chosen(at: At) -> tuple[Event, ...]:
    return (*_requested(at), ReferenceChosen("chosen", at("16 11:00"), "rita"))


def _checked(at: At) -> tuple[Event, ...]:
    return (*_chosen(at), ReferenceContacted("call", at("18 14:00"), "rita"))


def _ended(result: Result) -> Callable[[At], tuple[Event, ...]]:
    return lambda at: (*_checked(at), Outcome("end", at("24 16:00"), result))


def _nothing(at: At) -> tuple[Event, ...]:
    return ()


_RITA = ReferenceFacts("rita", Consent.AGREED, date(2026, 1, 5))
_NEVER_ASKED = ReferenceFacts("rita", Consent.NOT_ASKED)
_LONG_AGO = ReferenceFacts("rita", Consent.AGREED, date(2021, 1, 5))
_IN_TOUCH = ReferenceFacts("rita", Consent.AGREED, last_contact_on=date(2026, 3, 2))
_LOOKING = ReferenceFacts("rita", Consent.AGREED, job_hunting_since=date(2026, 3, 2))

_APPLIED = _("You apply on Monday 2 March, and nothing confirms it.")
_MET = _("You apply on 2 March and speak with Ana and Bo on Wednesday 11 March, from 10 to 11.")
_CHOSEN = _("On 16 March they ask for references, and you choose Rita.")
_CHECKED = _("They call Rita on Wednesday 18 March.")

_STORIES: Mapping[str, _Story] = MappingProxyType(
    {
        "application.receipt": _Story(_APPLIED, _applied),
        "interview.prepare": _Story(_MET, _met),
        "interview.debrief": _Story(_MET, _met),
        "screen.follow_up": _Story(_("Ana calls you on Wednesday 11 March, at 10."), _screened),
        "interview.thank_you": _Story(_MET, _met),
        "offer.decline_note": _Story(
            _("On Tuesday 24 March you decline their offer."), _ended(Result.DECLINED), _RITA
        ),
        "status.again": _Story(
            _("You ask on 18 March; on Friday 20 March they answer that they do not know yet."),
            _asked_and_answered,
        ),
        "status.promised": _Story(
            _("In the interview of 11 March they say that you will hear by Wednesday 25 March."),
            _told_a_date,
        ),
        "status.after_reference_check": _Story(_CHECKED, _checked, _RITA),
        "status.after_screen": _Story(_("Ana calls you on Wednesday 11 March, at 10."), _screened),
        "status.after_interview": _Story(_MET, _met),
        "status.after_applying": _Story(_APPLIED, _applied),
        "application.close_out": _Story(_APPLIED, _applied),
        "references.line_up": _Story(_MET, _met),
        "references.send": _Story(_("On 16 March they ask for references."), _requested),
        "reference.ask": _Story(_CHOSEN, _chosen, _NEVER_ASKED),
        "reference.reconfirm": _Story(
            _("On 16 March you choose Rita, who agreed on 5 January 2021."), _chosen, _LONG_AGO
        ),
        "reference.heads_up": _Story(_CHOSEN, _chosen, _RITA),
        "reference.thank_you": _Story(_CHECKED, _checked, _RITA),
        "reference.outcome": _Story(
            _("They called Rita; on Tuesday 24 March they make you an offer."),
            _ended(Result.OFFER),
            _RITA,
        ),
        "reference.gift": _Story(
            _("They called Rita; on Tuesday 24 March you accept their offer."),
            _ended(Result.ACCEPTED),
            _RITA,
        ),
        "reference.keep_in_touch": _Story(
            _("You last wrote to Rita on 2 March."), _nothing, _IN_TOUCH
        ),
        "reference.reciprocate": _Story(
            _("Rita has been looking for work too since 2 March."), _nothing, _LOOKING
        ),
    }
)
