"""The action each rule asks for, and what its buttons record."""

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
    """What one rule asks for: a note if it has a ``purpose``, else something to do.

    ``title`` may name the ``%(person)s``; ``alone`` is the title without a person. ``done_label``
    labels the button that marks it done, which records the event kind ``fact``, if any, with its
    ``result`` if it is an outcome. ``link`` names the page where it is done, a key of ``LINKS``;
    ``action_label`` is that link's label. ``advice`` says in one line how to do it.
    """

    title: Words
    alone: Words = ""
    purpose: str = ""
    done_label: Words = ""
    fact: str = ""
    result: str = ""
    link: str = ""
    action_label: Words = ""
    advice: Words = ""

    def title_for(self, person: str) -> str:
        """Return the title for ``person``; empty if there is none."""
        if not person and self.alone:
            return str(self.alone)
        return str(self.title) % {"person": person}


LINKS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "answer": ("applications:log", ("application_id", "=outcome")),
        "interview": ("applications:interview", ("interview_id",)),
        "page": ("applications:page", ("application_id",)),
        "application": ("applications:reference_list", ("application_id",)),
        "packet": ("applications:packet", ("application_id", "reference_id")),
        "references": ("people:references", ()),
    }
)
"""By name: a URL name, and its arguments: fields of a reminder, or, after ``=``, plain text."""


FALLBACK_LINKS = (
    ("applications:page", ("application_id",), _("Open")),
    ("followups:reminder", ("pk",), _("Open")),
)
"""Links to use instead if the reminder lacks a field of its link, in this order."""


class Link(NamedTuple):
    """A URL name, its arguments, and the link's label."""

    page: str
    keys: tuple[int | str, ...]
    label: Words


def link_of(action: Action, row: object) -> Link:
    """Return an action's link for a reminder, or the first fallback whose fields it has."""
    own = (*LINKS[action.link], action.action_label)
    links = (
        Link(page, tuple(_argument(row, column) for column in columns), label)
        for page, columns, label in (own, *FALLBACK_LINKS)
    )
    return next(link for link in links if all(link.keys))


def _argument(row: object, column: str) -> int | str:
    if column.startswith("="):
        return column[1:]
    key: int = getattr(row, column)
    return key


SENT = _("Sent")


def _note(
    title: Words, purpose: str, alone: Words = "", done_label: Words = SENT, advice: Words = ""
) -> Action:
    return Action(title, alone, purpose, done_label, advice=advice)


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "application.apply_by": Action(
            _("Apply before it closes"),
            done_label=_("I applied"),
            fact=Event.Kind.APPLIED,
            link="page",
            action_label=_("Open"),
        ),
        "application.receipt": Action(
            _("Check that it arrived"),
            done_label=_("It arrived"),
            fact=Event.Kind.CONFIRMATION,
            advice=_("Look in your spam folder and in the portal; do not write to them yet."),
        ),
        "interview.prepare": Action(
            _("Prepare your questions"),
            done_label=_("Done"),
            link="interview",
            action_label=_("Prepare"),
        ),
        "interview.debrief": Action(
            _("Write down how it went"), link="interview", action_label=_("Open the debrief")
        ),
        "screen.follow_up": _note(
            _("Send %(person)s one short note"), Purpose.THANK_YOU, _("Send one short note")
        ),
        "interview.thank_you": _note(
            _("Thank %(person)s"),
            Purpose.THANK_YOU,
            _("Thank your interviewer"),
            advice=_(
                "Short and personal, even if it went badly. Missing it is rarely a deal breaker."
            ),
        ),
        "status.again": _note(_("Ask once more"), Purpose.STATUS),
        "status.promised": _note(_("Ask how things stand"), Purpose.STATUS),
        "status.after_reference_check": _note(
            _("Ask about the next steps"),
            Purpose.STATUS,
            advice=_("A reference check is a good sign, not an offer: keep applying elsewhere."),
        ),
        "status.after_screen": _note(_("Ask how things stand"), Purpose.STATUS),
        "status.after_interview": _note(_("Ask how things stand"), Purpose.STATUS),
        "status.after_applying": _note(_("Ask how things stand"), Purpose.STATUS),
        "application.close_out": Action(
            _("Consider closing it"),
            done_label=_("Close as no response"),
            fact=Event.Kind.OUTCOME,
            result=Event.Result.NO_RESPONSE,
        ),
        "offer.acknowledge": _note(_("Acknowledge the offer"), Purpose.OFFER_THANKS),
        "offer.answer": Action(
            _("Answer the offer"), link="answer", action_label=_("Log your answer")
        ),
        "offer.decline_note": _note(_("Send a note with your no"), Purpose.DECLINE_NOTE),
        "application.withdraw_note": _note(
            _("Tell them that you withdraw"),
            Purpose.WITHDRAW_NOTE,
            advice=_("Cancel an interview that is still ahead. “Sent” moves this to Withdrawn."),
        ),
        "referrer.thank_you": _note(
            _("Thank %(person)s for referring you"),
            Purpose.REFERRER_THANK_YOU,
            _("Thank the person who referred you"),
        ),
        "referrer.outcome": _note(
            _("Tell %(person)s how it went"),
            Purpose.REFERRER_OUTCOME,
            _("Tell the person who referred you"),
        ),
        "references.line_up": Action(
            _("Line up your references"),
            done_label=_("Done"),
            link="references",
            action_label=_("Open references"),
        ),
        "references.send": Action(
            _("Send the references they asked for"),
            purpose=Purpose.REFERENCES_LIST,
            done_label=SENT,
            link="application",
            action_label=_("Choose references"),
        ),
        "reference.ask": _note(_("Ask %(person)s to be a reference"), Purpose.ASK_REFERENCE),
        "reference.reconfirm": _note(
            _("Ask %(person)s whether they still agree"), Purpose.RECONFIRM
        ),
        "reference.heads_up": Action(
            _("Tell %(person)s that a call is coming"),
            purpose=Purpose.HEADS_UP,
            done_label=SENT,
            link="packet",
            action_label=_("What to share"),
        ),
        "reference.thank_you": _note(_("Thank %(person)s"), Purpose.REFERENCE_THANK_YOU),
        "reference.outcome": _note(_("Tell %(person)s how it went"), Purpose.REFERENCE_OUTCOME),
        "reference.gift": _note(
            _("A small present for %(person)s"),
            Purpose.GIFT,
            done_label=_("Given"),
            advice=_("Flowers, wine, a gift card or something to eat are usual; none is required."),
        ),
        "reference.keep_in_touch": _note(
            _("Write to %(person)s"),
            Purpose.KEEP_IN_TOUCH,
            advice=_("News of your work and life, a coffee, or a like for their latest post."),
        ),
        "reference.reciprocate": _note(
            _("Offer %(person)s the same in return"), Purpose.RECIPROCATE
        ),
    }
)
"""Every rule's action, by the rule's name."""


class HasRule(Protocol):
    """A reminder or its row."""

    @property
    def rule(self) -> str: ...

    @property
    def person(self) -> str: ...


def title_of(row: HasRule) -> str:
    """Return a reminder's title, with the person if there is one."""
    return ACTIONS[row.rule].title_for(row.person)


DECISION_LINKS: Mapping[str, tuple[str, tuple[str, ...], Words]] = MappingProxyType(
    {
        "offer_in_hand": ("applications:log", ("application_id", "=outcome"), _("Log your answer")),
        "your_turn": ("applications:reference_list", ("application_id",), _("Choose references")),
        "consent_declined": ("applications:choose", ("application_id",), _("Choose someone else")),
        "mail_to_sort": ("followups:inbox", (), _("Open your inbox")),
    }
)
"""Where the seeker decides, by guard: a URL name and its arguments as in ``LINKS``, a label."""


def decision_of(guard: str, row: object) -> Link:
    """Return the link to where the seeker decides about a held-back row."""
    page, columns, label = DECISION_LINKS[guard]
    return Link(page, tuple(_argument(row, column) for column in columns), label)
