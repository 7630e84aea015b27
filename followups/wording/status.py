"""Sentences about the status note, and about closing an application after silence."""

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
}
