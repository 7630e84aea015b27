"""Sentences about references: what to do about one, and why one may rest."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.wording.formatter import Facts, Formatter


def ask(voice: Formatter, facts: Facts) -> str:
    """Whom one chose, when, and that they were not asked."""
    return _("You chose %(person)s on %(day)s and have not asked them yet.") % {
        "person": voice.name(facts["person"]),
        "day": voice.day(facts["chosen_at"]),
    }


def reconfirm(voice: Formatter, facts: Facts) -> str:
    """How long before one chose them they had agreed."""
    years = facts["years"] if isinstance(facts["years"], int) else 0
    text = ngettext(
        "%(person)s agreed on %(agreed)s, at least %(years)s year before you chose them on "
        "%(day)s.",
        "%(person)s agreed on %(agreed)s, at least %(years)s years before you chose them on "
        "%(day)s.",
        years,
    )
    return text % {
        "person": voice.name(facts["person"]),
        "agreed": voice.day(facts["agreed_on"]),
        "day": voice.day(facts["chosen_at"]),
        "years": years,
    }


def heads_up(voice: Formatter, facts: Facts) -> str:
    """When names were asked for, and who was chosen and does not know."""
    text = _(
        "They asked for references on %(requested)s; %(person)s, chosen on %(chosen)s, does not "
        "know yet."
    )
    return text % {
        "requested": voice.day(facts["requested_at"]),
        "person": voice.name(facts["person"]),
        "chosen": voice.day(facts["chosen_at"]),
    }


def thank_you(voice: Formatter, facts: Facts) -> str:
    """When they spoke or wrote for one, and that nobody thanked them."""
    if facts["spoke"]:
        text = _("They contacted %(person)s on %(day)s; no thank-you has gone out since.")
    else:
        text = _("%(person)s wrote for you on %(day)s; no thank-you has gone out since.")
    return text % {"person": voice.name(facts["person"]), "day": voice.day(facts["acted_at"])}


def tell_outcome(voice: Formatter, facts: Facts) -> str:
    """What came of it, when, and that they do not know."""
    text = {
        "offer": _("You have had an offer since %(day)s; %(person)s does not know yet."),
        "accepted": _("You accepted the offer on %(day)s; %(person)s does not know yet."),
        "declined": _("You declined the offer on %(day)s; %(person)s does not know yet."),
        "rejected": _("They turned you down on %(day)s; %(person)s does not know yet."),
        "withdrawn": _("You withdrew on %(day)s; %(person)s does not know yet."),
    }[str(facts["result"])]
    return text % {"day": voice.day(facts["outcome_at"]), "person": voice.name(facts["person"])}


def gift(voice: Formatter, facts: Facts) -> str:
    """That one accepted an offer, and how often they helped on the way."""
    times = facts["times"] if isinstance(facts["times"], int) else 0
    text = ngettext(
        "You accepted the offer on %(day)s; %(person)s spoke or wrote for you once.",
        "You accepted the offer on %(day)s; %(person)s spoke or wrote for you %(times)s times.",
        times,
    )
    return text % {
        "day": voice.day(facts["outcome_at"]),
        "person": voice.name(facts["person"]),
        "times": times,
    }


def keep_in_touch(voice: Formatter, facts: Facts) -> str:
    """When one was last in contact with them."""
    text = _("Your last contact with %(person)s was on %(day)s.")
    return text % {
        "person": voice.name(facts["person"]),
        "day": voice.day(facts["last_contact_on"]),
    }


def reciprocate(voice: Formatter, facts: Facts) -> str:
    """Since when they look for work, and that one has not offered to help."""
    text = _(
        "%(person)s has been looking for work since %(day)s, and you have not offered to speak for "
        "them yet."
    )
    return text % {"person": voice.name(facts["person"]), "day": voice.day(facts["since_on"])}


def awaiting_consent(voice: Formatter, facts: Facts) -> str:
    """awaiting_consent"""
    text = _("You chose %(person)s on %(day)s; they were asked and have not answered yet.")
    return text % {"person": voice.name(facts["person"]), "day": voice.day(facts["chosen_at"])}


def consent_declined(voice: Formatter, facts: Facts) -> str:
    """consent_declined"""
    text = _("%(person)s, chosen on %(day)s, would rather not be named: choose someone else.")
    return text % {"person": voice.name(facts["person"]), "day": voice.day(facts["chosen_at"])}


SENTENCES: dict[str, Callable[[Formatter, Facts], str]] = {
    "reference.ask": ask,
    "reference.reconfirm": reconfirm,
    "reference.heads_up": heads_up,
    "reference.thank_you": thank_you,
    "reference.outcome": tell_outcome,
    "reference.gift": gift,
    "reference.keep_in_touch": keep_in_touch,
    "reference.reciprocate": reciprocate,
    "held_back.awaiting_consent": awaiting_consent,
    "held_back.consent_declined": consent_declined,
}
