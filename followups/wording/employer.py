"""Sentences about the application, its interviews and its outcome."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.wording.formatter import Facts, Formatter

KEEN = 4


def receipt(formatter: Formatter, facts: Facts) -> str:
    """When the seeker applied, and that no receipt was confirmed."""
    text = _("You applied on %(day)s, and nothing shows yet that it arrived.")
    return text % {"day": formatter.day(facts["applied_at"])}


def prepare(formatter: Formatter, facts: Facts) -> str:
    """Which interview is coming, with whom, and when it starts."""
    screen, people = facts["kind"] == "phone_screen", facts["people"]
    if screen:
        text = (
            _("Your phone screen with %(people)s starts on %(moment)s.")
            if people
            else _("Your phone screen starts on %(moment)s.")
        )
    else:
        text = (
            _("Your interview with %(people)s starts on %(moment)s.")
            if people
            else _("Your interview starts on %(moment)s.")
        )
    return text % {
        "people": formatter.names(people),
        "moment": formatter.moment(facts["starts_at"]),
    }


def interview_clause(formatter: Formatter, facts: Facts) -> str:
    """A clause without a full stop: You spoke with Ana, Bo and Chi on Thu 19 Mar."""
    form = _to_come(facts) if formatter.is_to_come(facts["ends_at"]) else _past(facts)
    return form % {
        "people": formatter.names(facts["people"]),
        "day": formatter.day(facts["starts_at"]),
    }


def _past(facts: Facts) -> str:
    screen = facts["kind"] == "phone_screen"
    if facts["people"]:
        return (
            _("You spoke with %(people)s by phone on %(day)s")
            if screen
            else _("You spoke with %(people)s on %(day)s")
        )
    return (
        _("You had a phone screen on %(day)s") if screen else _("You had an interview on %(day)s")
    )


def _to_come(facts: Facts) -> str:
    screen = facts["kind"] == "phone_screen"
    if facts["people"]:
        return (
            _("You will speak with %(people)s by phone on %(day)s")
            if screen
            else _("You will speak with %(people)s on %(day)s")
        )
    return (
        _("You have a phone screen on %(day)s") if screen else _("You have an interview on %(day)s")
    )


def debrief(formatter: Formatter, facts: Facts) -> str:
    """Which interview it is, and that it has no debrief yet or will need one."""
    if formatter.is_to_come(facts["ends_at"]):
        text = _("%(talk)s; afterwards, write down how it went.")
    else:
        text = _("%(talk)s; how it went is not written down yet.")
    return text % {"talk": interview_clause(formatter, facts)}


def follow_up(formatter: Formatter, facts: Facts) -> str:
    """Which phone screen it is, and whether the seeker's interest makes a note worth it."""
    keen = isinstance(facts["interest"], int) and facts["interest"] >= KEEN
    if "rejected_at" in facts:
        return _after_a_no(formatter, facts)
    if formatter.is_to_come(facts["ends_at"]):
        text = _("%(talk)s; afterwards one short note will do.")
    else:
        text = _("%(talk)s; no note has gone out yet.")
    why = (
        _("Your interest is %(interest)s out of 5: one short note is worth it.")
        if keen
        else _("Your interest is %(interest)s out of 5, so the note is up to you.")
    )
    parts = {
        "first": text % {"talk": interview_clause(formatter, facts)},
        "second": why % {"interest": facts["interest"]},
    }
    return _("%(first)s %(second)s") % parts


def thank_you(formatter: Formatter, facts: Facts) -> str:
    """Which interview it is, and who has no thank-you yet or will need one."""
    to_come, person = formatter.is_to_come(facts["ends_at"]), facts["person"]
    if "rejected_at" in facts:
        return _after_a_no(formatter, facts)
    if person is None:
        text = (
            _("%(talk)s; afterwards, say thank you.")
            if to_come
            else _("%(talk)s; nobody has been thanked yet.")
        )
    else:
        text = (
            _("%(talk)s; afterwards %(person)s gets a thank-you.")
            if to_come
            else _("%(talk)s; %(person)s has no thank-you yet.")
        )
    return text % {"talk": interview_clause(formatter, facts), "person": formatter.name(person)}


def thank_you_for_all(formatter: Formatter, facts: Facts) -> str:
    """That the seeker spoke with the person more than once that day and owes one thank-you."""
    if "rejected_at" in facts:
        return _after_a_no(formatter, facts)
    text = _("You spoke with %(person)s more than once on %(day)s; no thank-you has gone out yet.")
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["starts_at"]),
    }


def _after_a_no(formatter: Formatter, facts: Facts) -> str:
    """When they turned the seeker down, and that thanks for the interview are optional."""
    text = (
        _("They turned you down on %(no)s; a thank-you for %(day)s is optional.")
        if facts["person"] is None
        else _("They turned you down on %(no)s; a thank-you to %(person)s for %(day)s is optional.")
    )
    return text % {
        "no": formatter.day(facts["rejected_at"]),
        "day": formatter.day(facts["starts_at"]),
        "person": formatter.name(facts["person"]),
    }


def decline_note(formatter: Formatter, facts: Facts) -> str:
    """When the seeker declined, and that no note was sent since."""
    text = _("You declined the offer on %(day)s, and no note has gone out since.")
    return text % {"day": formatter.day(facts["outcome_at"])}


def line_up(formatter: Formatter, facts: Facts) -> str:
    """How many of the wanted references agreed, and when the first interview is."""
    ready = facts["ready"] if isinstance(facts["ready"], int) else 0
    none = _(
        "Of the %(wanted)s references you want, none has agreed yet; your first interview: "
        "%(moment)s."
    )
    text = ngettext(
        "Of the %(wanted)s references you want, %(ready)s has agreed; your first interview: "
        "%(moment)s.",
        "Of the %(wanted)s references you want, %(ready)s have agreed; your first interview: "
        "%(moment)s.",
        ready,
    )
    moment = formatter.moment(facts["starts_at"])
    return (text if ready else none) % {
        "wanted": facts["wanted"],
        "ready": ready,
        "moment": moment,
    }


def send(formatter: Formatter, facts: Facts) -> str:
    """When the employer asked for references, and that none were sent."""
    text = _("They asked for references on %(day)s and have no list from you yet.")
    return text % {"day": formatter.day(facts["requested_at"])}


SENTENCES: dict[str, Callable[[Formatter, Facts], str]] = {
    "application.receipt": receipt,
    "interview.prepare": prepare,
    "interview.debrief": debrief,
    "screen.follow_up": follow_up,
    "interview.thank_you": thank_you,
    "offer.decline_note": decline_note,
    "references.line_up": line_up,
    "references.send": send,
}
