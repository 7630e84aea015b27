"""Sentences about the status note: why it is due, why one may rest, and when one may close."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.wording.employer import talk
from followups.wording.formatter import Facts, Formatter


def again(voice: Formatter, facts: Facts) -> str:
    """When one asked, and what came of it: nothing, or no date."""
    if facts["answered_at"] is None:
        text = _("You asked on %(asked)s and have had no answer.")
        return text % {"asked": voice.day(facts["noted_at"])}
    text = _("You asked on %(asked)s; they answered on %(answered)s, without a date.")
    return text % {
        "asked": voice.day(facts["noted_at"]),
        "answered": voice.day(facts["answered_at"]),
    }


def promised(voice: Formatter, facts: Facts) -> str:
    """When they named a day, and which: to hear by, or to ask on."""
    if facts["ask_on"] is not None:
        text = _("On %(given)s they said to ask again on %(day)s.")
        return text % {"given": voice.day(facts["given_at"]), "day": voice.day(facts["ask_on"])}
    text = _("On %(given)s they said that you would hear by %(day)s.")
    return text % {"given": voice.day(facts["given_at"]), "day": voice.day(facts["news_by_on"])}


def after_reference_check(voice: Formatter, facts: Facts) -> str:
    """Whom of one's references they contacted, and when."""
    text = _("They contacted %(person)s, your reference, on %(day)s.")
    return text % {"person": voice.name(facts["person"]), "day": voice.day(facts["checked_at"])}


def after_talk(voice: Formatter, facts: Facts) -> str:
    """Which talk it was, and that no date has come; or what to do if it brings none."""
    if voice.is_to_come(facts["ends_at"]):
        text = _("%(talk)s; should it bring no date, ask after it.")
    else:
        text = _("%(talk)s; no date has come from them since.")
    return text % {"talk": talk(voice, facts)}


def after_applying(voice: Formatter, facts: Facts) -> str:
    """What happened last: one applied, they were in touch, or named a day gone by."""
    if facts["answered_at"] is not None:
        text = _("They were last in touch on %(day)s, and named no date.")
        return text % {"day": voice.day(facts["answered_at"])}
    if "given_at" in facts:
        named = facts["ask_on"] or facts["news_by_on"]
        text = _("On %(given)s they named %(day)s, a day that had passed already.")
        return text % {"given": voice.day(facts["given_at"]), "day": voice.day(named)}
    text = _("You applied on %(day)s, and nobody there has written since.")
    return text % {"day": voice.day(facts["applied_at"])}


def close_if_unanswered(voice: Formatter, facts: Facts) -> str:
    """Until when a note may go unanswered before one may close it."""
    days = facts["days"] if isinstance(facts["days"], int) else 0
    text = ngettext(
        "Should the note of %(day)s bring nothing for %(days)s day, you may close this.",
        "Should the note of %(day)s bring nothing for %(days)s days, you may close this.",
        days,
    )
    return text % {"day": voice.day(facts["note_on"]), "days": days}


def close_after_notes(voice: Formatter, facts: Facts) -> str:
    """How many notes went out, that none is due, and since when it is silent."""
    since = voice.day(facts["silent_since_at"])
    if not facts["allowed"]:
        text = _("Your policy sends no status notes; the silence counts from %(since)s.")
        return text % {"since": since}
    count = facts["count"] if isinstance(facts["count"], int) else 0
    text = ngettext(
        "You have sent %(count)s note since %(round)s, and no other is due; the silence counts "
        "from %(since)s.",
        "You have sent %(count)s notes since %(round)s, and no other is due; the silence counts "
        "from %(since)s.",
        count,
    )
    return text % {"count": count, "round": voice.day(facts["round_at"]), "since": since}


def close_as_they_will_call(voice: Formatter, facts: Facts) -> str:
    """When they asked not to be called, and since when it is silent."""
    text = _("They asked on %(day)s not to be called; the silence counts from %(since)s.")
    return text % {
        "day": voice.day(facts["requested_at"]),
        "since": voice.day(facts["silent_since_at"]),
    }


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


def too_soon_as_promised(voice: Formatter, facts: Facts) -> str:
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
        "because": SENTENCES[str(facts["because"])](voice, facts),
        "note": voice.day(facts["note_on"]),
    }
    return _("%(because)s The earliest note is %(note)s.") % parts


SENTENCES: dict[str, Callable[[Formatter, Facts], str]] = {
    "status.again": again,
    "status.promised": promised,
    "status.after_reference_check": after_reference_check,
    "status.after_screen": after_talk,
    "status.after_interview": after_talk,
    "status.after_applying": after_applying,
    "application.close_out.note_unanswered": close_if_unanswered,
    "application.close_out.notes_used_up": close_after_notes,
    "application.close_out.they_will_call": close_as_they_will_call,
    "held_back.closed": closed,
    "held_back.offer_in_hand": offer_in_hand,
    "held_back.asked_not_to_call": asked_not_to_call,
    "held_back.your_turn": your_turn,
    "held_back.notes_used_up": notes_used_up,
    "held_back.promised": too_soon_as_promised,
    "held_back.too_soon": too_soon,
}
