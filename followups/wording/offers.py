"""Sentences about offers, other doors, closing dates, and the person who referred the seeker."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from followups.wording.formatter import Facts, Formatter


def apply_by(formatter: Formatter, facts: Facts) -> str:
    """Until when the posting is open."""
    text = _("The posting closes on %(day)s, and you have not applied yet.")
    return text % {"day": formatter.day(facts["closes_on"])}


def acknowledge(formatter: Formatter, facts: Facts) -> str:
    """When the offer came, and that it was not acknowledged."""
    if facts["answer_by_on"] is None:
        text = _(
            "You got an offer on %(day)s; say that you are pleased, and ask how long it is open."
        )
        return text % {"day": formatter.day(facts["outcome_at"])}
    text = _("You got an offer on %(day)s, open until %(until)s; say that you are pleased.")
    return text % _offer(formatter, facts)


def answer(formatter: Formatter, facts: Facts) -> str:
    """When the offer came, and until when it stays open, if they said so."""
    if facts["answer_by_on"] is None:
        text = _("You got an offer on %(day)s and have not answered it yet.")
        return text % {"day": formatter.day(facts["outcome_at"])}
    text = _("You got an offer on %(day)s; your answer is due by %(until)s.")
    return text % _offer(formatter, facts)


def _offer(formatter: Formatter, facts: Facts) -> dict[str, str]:
    return {
        "day": formatter.day(facts["outcome_at"]),
        "until": formatter.day(facts["answer_by_on"]),
    }


def withdrew(formatter: Formatter, facts: Facts) -> str:
    """When the seeker withdrew, and that they sent no note."""
    text = _("You withdrew on %(day)s and have not told them in a note.")
    return text % {"day": formatter.day(facts["left_at"])}


def withdraw_as_taken(formatter: Formatter, facts: Facts) -> str:
    """When the seeker accepted another offer, and that this employer does not know."""
    text = _("You accepted another offer on %(day)s and have not withdrawn here yet.")
    return text % {"day": formatter.day(facts["left_at"])}


def thank_referrer(formatter: Formatter, facts: Facts) -> str:
    """Who referred the seeker, and when the seeker applied."""
    text = _("%(person)s referred you, and you applied on %(day)s; no thank-you has gone out yet.")
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["applied_at"]),
    }


def tell_referrer(formatter: Formatter, facts: Facts) -> str:
    """How and when it ended, and that the person who referred the seeker does not know."""
    text = {
        "accepted": _(
            "You accepted the offer on %(day)s; %(person)s, who referred you, should know."
        ),
        "declined": _(
            "You declined the offer on %(day)s; %(person)s, who referred you, should know."
        ),
        "rejected": _(
            "They turned you down on %(day)s; %(person)s, who referred you, should know."
        ),
        "withdrawn": _("You withdrew on %(day)s; %(person)s, who referred you, should know."),
    }[str(facts["result"])]
    return text % {
        "day": formatter.day(facts["outcome_at"]),
        "person": formatter.name(facts["person"]),
    }


def accepted_elsewhere(formatter: Formatter, facts: Facts) -> str:
    """When the seeker accepted another offer."""
    text = _("You accepted another offer on %(day)s: no status note is due here.")
    return text % {"day": formatter.day(facts["accepted_at"])}


SENTENCES: dict[str, Callable[[Formatter, Facts], str]] = {
    "application.apply_by": apply_by,
    "offer.acknowledge": acknowledge,
    "offer.answer": answer,
    "application.withdraw_note.withdrew": withdrew,
    "application.withdraw_note.taken": withdraw_as_taken,
    "referrer.thank_you": thank_referrer,
    "referrer.outcome": tell_referrer,
    "held_back.accepted_elsewhere": accepted_elsewhere,
}
