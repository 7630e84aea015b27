"""What a reminder asks a person to do, rule by rule, and what pressing its buttons writes down."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.models import Event, Message

Purpose = Message.Purpose
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Action:
    """One rule's act: a note where it has a ``purpose``, else something to do.

    ``title`` may name the ``%(person)s``; ``alone`` stands where nobody is named. ``did`` labels
    the button that says it is done. A ``fact`` (an event's kind) is what that button records, with
    the ``result`` where it is an outcome. ``way`` says where one goes to do it: the interview, the
    application's references, what a reference is given, or all references. ``advice`` says in one
    line how it is done.
    """

    title: Words
    alone: Words = ""
    purpose: str = ""
    did: Words = ""
    fact: str = ""
    result: str = ""
    way: str = ""
    action_label: Words = ""
    advice: Words = ""

    def named(self, person: str) -> str:
        """The title for this person; empty for nobody in particular."""
        if not person and self.alone:
            return str(self.alone)
        return str(self.title) % {"person": person}


WAYS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "interview": ("applications:interview", ("interview_id",)),
        "application": ("applications:reference_list", ("application_id",)),
        "packet": ("applications:packet", ("application_id", "reference_id")),
        "references": ("people:references", ()),
    }
)
"""Where each way leads: a page, and the columns of a reminder that say what it is about."""


HOMES = (
    ("applications:page", ("application_id",), _("Open")),
    ("followups:reminder", ("pk",), _("Open")),
)
"""Where one goes instead for a reminder that lacks what its way is about."""


class Way(NamedTuple):
    """A page, the keys of what it is about, and what a link to it says."""

    page: str
    keys: tuple[int, ...]
    label: Words


def way_of(act: Action, row: object) -> Way:
    """Where an act's way leads for this reminder; home where it lacks what that page is about."""
    there = (*WAYS[act.way], act.action_label)
    ways = (
        Way(page, tuple(getattr(row, column) for column in columns), label)
        for page, columns, label in (there, *HOMES)
    )
    return next(way for way in ways if all(way.keys))


SENT = _("Sent")


def _note(title: Words, purpose: str, alone: Words = "", did: Words = SENT) -> Action:
    return Action(title, alone, purpose, did)


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "application.receipt": Action(
            _("Check that it arrived"),
            did=_("It arrived"),
            fact=Event.Kind.CONFIRMATION,
            advice=_("Look in your spam folder and in the portal; do not write to them yet."),
        ),
        "interview.prepare": Action(
            _("Prepare your questions"), did=_("Done"), way="interview", action_label=_("Prepare")
        ),
        "interview.debrief": Action(
            _("Write down how it went"), way="interview", action_label=_("Open the debrief")
        ),
        "screen.follow_up": _note(
            _("Send %(person)s one short note"), Purpose.THANK_YOU, _("Send one short note")
        ),
        "interview.thank_you": _note(
            _("Thank %(person)s"), Purpose.THANK_YOU, _("Thank your interviewer")
        ),
        "status.again": _note(_("Ask once more"), Purpose.STATUS),
        "status.promised": _note(_("Ask how things stand"), Purpose.STATUS),
        "status.after_reference_check": _note(_("Ask about the next steps"), Purpose.STATUS),
        "status.after_screen": _note(_("Ask how things stand"), Purpose.STATUS),
        "status.after_interview": _note(_("Ask how things stand"), Purpose.STATUS),
        "status.after_applying": _note(_("Ask how things stand"), Purpose.STATUS),
        "application.close_out": Action(
            _("Consider closing it"),
            did=_("Close as no response"),
            fact=Event.Kind.OUTCOME,
            result=Event.Result.NO_RESPONSE,
        ),
        "offer.decline_note": _note(_("Send a note with your no"), Purpose.DECLINE_NOTE),
        "references.line_up": Action(
            _("Line up your references"),
            did=_("Done"),
            way="references",
            action_label=_("Open references"),
        ),
        "references.send": Action(
            _("Send the references they asked for"),
            did=_("Done"),
            way="application",
            action_label=_("Choose references"),
        ),
        "reference.ask": _note(_("Ask %(person)s to be a reference"), Purpose.ASK_REFERENCE),
        "reference.reconfirm": _note(
            _("Ask %(person)s whether they still agree"), Purpose.RECONFIRM
        ),
        "reference.heads_up": Action(
            _("Tell %(person)s that a call is coming"),
            purpose=Purpose.HEADS_UP,
            did=SENT,
            way="packet",
            action_label=_("What to share"),
        ),
        "reference.thank_you": _note(_("Thank %(person)s"), Purpose.REFERENCE_THANK_YOU),
        "reference.outcome": _note(_("Tell %(person)s how it went"), Purpose.REFERENCE_OUTCOME),
        "reference.gift": _note(_("A small present for %(person)s"), Purpose.GIFT, did=_("Given")),
        "reference.keep_in_touch": _note(_("Write to %(person)s"), Purpose.KEEP_IN_TOUCH),
        "reference.reciprocate": _note(
            _("Offer %(person)s the same in return"), Purpose.RECIPROCATE
        ),
    }
)
"""Every rule's act, by the rule's name."""


class Asks(Protocol):
    """A reminder, or a row of one."""

    @property
    def rule(self) -> str: ...

    @property
    def person(self) -> str: ...


def title_of(row: Asks) -> str:
    """What a reminder asks for, naming the person where there is one."""
    return ACTIONS[row.rule].named(row.person)


ANSWERS: Mapping[str, tuple[str, tuple[str, ...], Words]] = MappingProxyType(
    {
        "offer_in_hand": ("applications:log", ("outcome",), _("Log your answer")),
        "your_turn": ("applications:reference_list", (), _("Choose references")),
        "consent_declined": ("applications:choose", (), _("Choose someone else")),
    }
)
"""Where what is the seeker's own to settle is settled: a page of the application, what goes into
its address after it, and what the link says."""
