"""Sentences about the application, its interviews and its end."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.wording.formatter import Facts, Formatter

KEEN = 4


def receipt(voice: Formatter, facts: Facts) -> str:
    """When one applied, and that nothing shows that it arrived."""
    text = _("You applied on %(day)s, and nothing shows yet that it arrived.")
    return text % {"day": voice.day(facts["applied_at"])}


def prepare(voice: Formatter, facts: Facts) -> str:
    """Which talk comes, with whom, and when it starts."""
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
    return text % {"people": voice.names(people), "moment": voice.moment(facts["starts_at"])}


def talk(voice: Formatter, facts: Facts) -> str:
    """A clause without a full stop: you spoke with Ana, Bo and Chi on Thu 19 Mar."""
    form = _to_come(facts) if voice.is_to_come(facts["ends_at"]) else _past(facts)
    return form % {"people": voice.names(facts["people"]), "day": voice.day(facts["starts_at"])}


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


def debrief(voice: Formatter, facts: Facts) -> str:
    """Which talk it was, and that nothing is written down; or that it should be, afterwards."""
    if voice.is_to_come(facts["ends_at"]):
        text = _("%(talk)s; afterwards, write down how it went.")
    else:
        text = _("%(talk)s; how it went is not written down yet.")
    return text % {"talk": talk(voice, facts)}


def follow_up(voice: Formatter, facts: Facts) -> str:
    """Which phone screen it was, and whether one's interest makes a note worth it."""
    keen = isinstance(facts["interest"], int) and facts["interest"] >= KEEN
    if voice.is_to_come(facts["ends_at"]):
        text = _("%(talk)s; afterwards one short note will do.")
    else:
        text = _("%(talk)s; no note has gone out yet.")
    why = (
        _("Your interest is %(interest)s out of 5: one short note is worth it.")
        if keen
        else _("Your interest is %(interest)s out of 5, so the note is up to you.")
    )
    parts = {
        "first": text % {"talk": talk(voice, facts)},
        "second": why % {"interest": facts["interest"]},
    }
    return _("%(first)s %(second)s") % parts


def thank_you(voice: Formatter, facts: Facts) -> str:
    """Which talk it was, and who has no thank-you; or will be owed one, afterwards."""
    to_come, person = voice.is_to_come(facts["ends_at"]), facts["person"]
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
    return text % {"talk": talk(voice, facts), "person": voice.name(person)}


def decline_note(voice: Formatter, facts: Facts) -> str:
    """When one declined, and that no note has gone out since."""
    text = _("You declined the offer on %(day)s, and no note has gone out since.")
    return text % {"day": voice.day(facts["outcome_at"])}


def line_up(voice: Formatter, facts: Facts) -> str:
    """How many references agreed of those wanted, and when the first talk is."""
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
    moment = voice.moment(facts["starts_at"])
    return (text if ready else none) % {
        "wanted": facts["wanted"],
        "ready": ready,
        "moment": moment,
    }


def send(voice: Formatter, facts: Facts) -> str:
    """When they asked for references, and that they have none."""
    text = _("They asked for references on %(day)s and have none from you yet.")
    return text % {"day": voice.day(facts["requested_at"])}


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
