"""Sentences about references: what to do about one, and why there is nothing to do."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.wording.formatter import Facts, Formatter


def ask(formatter: Formatter, facts: Facts) -> str:
    """Whom the seeker chose and when, and that they were not asked."""
    return _("You chose %(person)s on %(day)s and have not asked them yet.") % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["chosen_at"]),
    }


def reconfirm(formatter: Formatter, facts: Facts) -> str:
    """When they agreed, years before the seeker chose them."""
    years = facts["years"] if isinstance(facts["years"], int) else 0
    text = ngettext(
        "%(person)s agreed on %(agreed)s, at least %(years)s year before you chose them on "
        "%(day)s.",
        "%(person)s agreed on %(agreed)s, at least %(years)s years before you chose them on "
        "%(day)s.",
        years,
    )
    return text % {
        "person": formatter.name(facts["person"]),
        "agreed": formatter.day(facts["agreed_on"]),
        "day": formatter.day(facts["chosen_at"]),
        "years": years,
    }


def heads_up(formatter: Formatter, facts: Facts) -> str:
    """When the employer asked for references, and who was chosen and does not know."""
    text = _(
        "They asked for references on %(requested)s; %(person)s, chosen on %(chosen)s, does not "
        "know yet."
    )
    return text % {
        "requested": formatter.day(facts["requested_at"]),
        "person": formatter.name(facts["person"]),
        "chosen": formatter.day(facts["chosen_at"]),
    }


def thank_you(formatter: Formatter, facts: Facts) -> str:
    """When the reference spoke or wrote for the seeker, and that no thank-you was sent."""
    if facts["spoke"]:
        text = _("They contacted %(person)s on %(day)s; no thank-you has gone out since.")
    else:
        text = _("%(person)s wrote for you on %(day)s; no thank-you has gone out since.")
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["acted_at"]),
    }


def tell_outcome(formatter: Formatter, facts: Facts) -> str:
    """The outcome, when, and that the reference does not know."""
    text = {
        "offer": _("You have had an offer since %(day)s; %(person)s does not know yet."),
        "accepted": _("You accepted the offer on %(day)s; %(person)s does not know yet."),
        "declined": _("You declined the offer on %(day)s; %(person)s does not know yet."),
        "rejected": _("They turned you down on %(day)s; %(person)s does not know yet."),
        "withdrawn": _("You withdrew on %(day)s; %(person)s does not know yet."),
        "no_response": _("You closed this on %(day)s, unanswered; %(person)s does not know yet."),
    }[str(facts["result"])]
    return text % {
        "day": formatter.day(facts["outcome_at"]),
        "person": formatter.name(facts["person"]),
    }


def gift(formatter: Formatter, facts: Facts) -> str:
    """When the seeker accepted the offer, and how often the reference helped."""
    times = facts["times"] if isinstance(facts["times"], int) else 0
    text = ngettext(
        "You accepted the offer on %(day)s; %(person)s spoke or wrote for you once.",
        "You accepted the offer on %(day)s; %(person)s spoke or wrote for you %(times)s times.",
        times,
    )
    return text % {
        "day": formatter.day(facts["outcome_at"]),
        "person": formatter.name(facts["person"]),
        "times": times,
    }


def keep_in_touch(formatter: Formatter, facts: Facts) -> str:
    """When the seeker was last in contact with the reference."""
    text = _("Your last contact with %(person)s was on %(day)s.")
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["last_contact_on"]),
    }


def reciprocate(formatter: Formatter, facts: Facts) -> str:
    """Since when the reference looks for work, and that the seeker has not offered to help."""
    text = _(
        "%(person)s has been looking for work since %(day)s, and you have not offered to speak for "
        "them yet."
    )
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["since_on"]),
    }


def awaiting_consent(formatter: Formatter, facts: Facts) -> str:
    """Whom the seeker chose and asked, and that they have not answered."""
    text = _("You chose %(person)s on %(day)s; they were asked and have not answered yet.")
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["chosen_at"]),
    }


def consent_declined(formatter: Formatter, facts: Facts) -> str:
    """Who was chosen and declined to be a reference."""
    text = _("%(person)s, chosen on %(day)s, would rather not be named: choose someone else.")
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["chosen_at"]),
    }


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
