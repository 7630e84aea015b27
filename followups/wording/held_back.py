"""Sentences that say why one may rest."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.wording.formatter import Facts, Formatter
from followups.wording.status import SENTENCES as STATUS_SENTENCES


def closed(voice: Formatter, facts: Facts) -> str:
    """closed"""
    text = {
        "accepted": _("You accepted the offer on %(day)s: there is nothing left to ask."),
        "declined": _("You declined the offer on %(day)s: there is nothing left to ask."),
        "rejected": _("They turned you down on %(day)s: there is nothing left to ask."),
        "withdrawn": _("You withdrew on %(day)s: there is nothing left to ask."),
        "no_response": _("You closed this on %(day)s, as no answer had come: let it rest."),
    }[str(facts["result"])]
    return text % {"day": voice.day(facts["outcome_at"])}


def offer_in_hand(voice: Formatter, facts: Facts) -> str:
    """offer_in_hand"""
    text = _("You have had an offer since %(day)s: there is no status to ask for.")
    return text % {"day": voice.day(facts["outcome_at"])}


def asked_not_to_call(voice: Formatter, facts: Facts) -> str:
    """asked_not_to_call"""
    text = _("On %(day)s they asked not to be called: they will be in touch.")
    return text % {"day": voice.day(facts["requested_at"])}


def your_turn(voice: Formatter, facts: Facts) -> str:
    """your_turn"""
    text = _("They asked for references on %(day)s and have none from you yet: that comes first.")
    return text % {"day": voice.day(facts["requested_at"])}


def notes_used_up(voice: Formatter, facts: Facts) -> str:
    """notes_used_up"""
    if not facts["allowed"]:
        return _("Your policy sends no status notes: it is for them to write.")
    parts = {"sent": _sent(voice, facts), "then": _then(voice, facts)}
    return _("%(sent)s %(then)s; now it is their turn.") % parts


def _sent(voice: Formatter, facts: Facts) -> str:
    count = facts["count"] if isinstance(facts["count"], int) else 0
    if facts["thank_yous"]:
        text = ngettext(
            "You have sent %(count)s note since %(day)s, thank-you notes counted,",
            "You have sent %(count)s notes since %(day)s, thank-you notes counted,",
            count,
        )
    else:
        text = ngettext(
            "You have sent %(count)s note since %(day)s",
            "You have sent %(count)s notes since %(day)s",
            count,
        )
    return text % {"count": count, "day": voice.day(facts["round_at"])}


def _then(voice: Formatter, facts: Facts) -> str:
    if facts["answered_at"] is None and (facts["noted_at"] is None or facts["count"] == 1):
        return _("and had no answer")
    if facts["answered_at"] is None:
        text = _("and that of %(day)s has had no answer")
        return text % {"day": voice.day(facts["noted_at"])}
    text = _("and their answer of %(day)s gave no date")
    return text % {"day": voice.day(facts["answered_at"])}


def promised(voice: Formatter, facts: Facts) -> str:
    """promised"""
    if facts["ask_on"] is not None:
        text = _("They said to ask on %(theirs)s; the earliest note is %(note)s.")
    else:
        text = _("They said you would hear by %(theirs)s; the earliest note is %(note)s.")
    theirs = facts["ask_on"] or facts["news_by_on"]
    return text % {"theirs": voice.day(theirs), "note": voice.day(facts["note_on"])}


def too_soon(voice: Formatter, facts: Facts) -> str:
    """too_soon"""
    parts = {
        "because": STATUS_SENTENCES[str(facts["because"])](voice, facts),
        "note": voice.day(facts["note_on"]),
    }
    return _("%(because)s The earliest note is %(note)s.") % parts


def awaiting_consent(voice: Formatter, facts: Facts) -> str:
    """awaiting_consent"""
    text = _("You chose %(person)s on %(day)s; they were asked and have not answered yet.")
    return text % {"person": voice.name(facts["person"]), "day": voice.day(facts["chosen_at"])}


def consent_declined(voice: Formatter, facts: Facts) -> str:
    """consent_declined"""
    text = _("%(person)s, chosen on %(day)s, would rather not be named: choose someone else.")
    return text % {"person": voice.name(facts["person"]), "day": voice.day(facts["chosen_at"])}


SENTENCES: dict[str, Callable[[Formatter, Facts], str]] = {
    "held_back.closed": closed,
    "held_back.offer_in_hand": offer_in_hand,
    "held_back.asked_not_to_call": asked_not_to_call,
    "held_back.your_turn": your_turn,
    "held_back.notes_used_up": notes_used_up,
    "held_back.promised": promised,
    "held_back.too_soon": too_soon,
    "held_back.awaiting_consent": awaiting_consent,
    "held_back.consent_declined": consent_declined,
}
