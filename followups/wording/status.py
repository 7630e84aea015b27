"""Sentences about the status note: why it is due or held back, and when to close."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.wording.employer import interview_clause
from followups.wording.formatter import Facts, Formatter


def again(formatter: Formatter, facts: Facts) -> str:
    """When the seeker asked, and that no answer came, or one without a date."""
    if facts["answered_at"] is None:
        text = _("You asked on %(asked)s and have had no answer.")
        return text % {"asked": formatter.day(facts["noted_at"])}
    text = (
        _("You asked on %(asked)s; an email of %(answered)s may be their answer: sort it.")
        if "unsorted" in facts
        else _("You asked on %(asked)s; they answered on %(answered)s, without a date.")
    )
    return text % {
        "asked": formatter.day(facts["noted_at"]),
        "answered": formatter.day(facts["answered_at"]),
    }


def promised(formatter: Formatter, facts: Facts) -> str:
    """When the employer named a day to hear by or to ask on, and which."""
    if facts["ask_on"] is not None:
        text = _("On %(given)s they said to ask again on %(day)s.")
        return text % {
            "given": formatter.day(facts["given_at"]),
            "day": formatter.day(facts["ask_on"]),
        }
    text = _("On %(given)s they said that you would hear by %(day)s.")
    return text % {
        "given": formatter.day(facts["given_at"]),
        "day": formatter.day(facts["news_by_on"]),
    }


def after_reference_check(formatter: Formatter, facts: Facts) -> str:
    """Which reference the employer contacted, and when."""
    text = _("They contacted %(person)s, your reference, on %(day)s.")
    return text % {
        "person": formatter.name(facts["person"]),
        "day": formatter.day(facts["checked_at"]),
    }


def after_talk(formatter: Formatter, facts: Facts) -> str:
    """Which interview it is, and that no date came or what to do if none does."""
    if formatter.is_to_come(facts["ends_at"]):
        text = _("%(talk)s; should it bring no date, ask after it.")
    else:
        text = _("%(talk)s; no date has come from them since.")
    return text % {"talk": interview_clause(formatter, facts)}


def after_applying(formatter: Formatter, facts: Facts) -> str:
    """What happened last: the seeker applied, the employer wrote, or named a day now past."""
    if facts["answered_at"] is not None:
        text = (
            _("An email of %(day)s may be from them: sort it.")
            if "unsorted" in facts
            else _("They were last in touch on %(day)s, and named no date.")
        )
        return text % {"day": formatter.day(facts["answered_at"])}
    if "given_at" in facts:
        named = facts["ask_on"] or facts["news_by_on"]
        text = _("On %(given)s they named %(day)s, a day that had passed already.")
        return text % {"given": formatter.day(facts["given_at"]), "day": formatter.day(named)}
    text = _("You applied on %(day)s, and nobody there has written since.")
    return text % {"day": formatter.day(facts["applied_at"])}


def close_if_unanswered(formatter: Formatter, facts: Facts) -> str:
    """Since when nobody has answered, and for how many days; or from when silence will count."""
    if "note_on" in facts:
        return _close_after_note(formatter, facts)
    since = facts["silent_since_at"]
    if formatter.is_to_come(since):
        text = _("If they stay silent after %(day)s, you may close this application.")
        return text % {"day": formatter.day(since)}
    days = formatter.days_since(since)
    if not days:
        return _("No reply since %(day)s.") % {"day": formatter.day(since)}
    text = ngettext(
        "No reply in %(days)s day, since %(day)s.",
        "No reply in %(days)s days, since %(day)s.",
        days,
    )
    return text % {"days": days, "day": formatter.day(since)}


def _close_after_note(formatter: Formatter, facts: Facts) -> str:
    """The same for a reason stored by version 1: after how many days from the note."""
    days = facts["days"] if isinstance(facts["days"], int) else 0
    text = ngettext(
        "If the note of %(day)s has no reply in %(days)s day, you may close this application.",
        "If the note of %(day)s has no reply in %(days)s days, you may close this application.",
        days,
    )
    return text % {"day": formatter.day(facts["note_on"]), "days": days}


def _silence(formatter: Formatter, facts: Facts) -> str:
    """From which day the silence counts; version 1 stored the instant."""
    return formatter.day(facts.get("silent_since_on") or facts["silent_since_at"])


def close_after_notes(formatter: Formatter, facts: Facts) -> str:
    """How many notes were sent, that none is due, and since when there is no answer."""
    since = _silence(formatter, facts)
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
    return text % {"count": count, "round": formatter.day(facts["round_at"]), "since": since}


def close_as_they_will_call(formatter: Formatter, facts: Facts) -> str:
    """When the employer asked not to be called, and since when there is no answer."""
    text = _("They asked on %(day)s not to be called; the silence counts from %(since)s.")
    return text % {
        "day": formatter.day(facts["requested_at"]),
        "since": _silence(formatter, facts),
    }


def closed(formatter: Formatter, facts: Facts) -> str:
    """How and when the application was closed."""
    text = {
        "accepted": _("You accepted the offer on %(day)s: there is nothing left to ask."),
        "declined": _("You declined the offer on %(day)s: there is nothing left to ask."),
        "rejected": _("They turned you down on %(day)s: there is nothing left to ask."),
        "withdrawn": _("You withdrew on %(day)s: there is nothing left to ask."),
        "no_response": _("You closed this on %(day)s, as no answer had come: let it rest."),
    }[str(facts["result"])]
    return text % {"day": formatter.day(facts["outcome_at"])}


def offer_in_hand(formatter: Formatter, facts: Facts) -> str:
    """Since when there is an offer."""
    text = _("You have had an offer since %(day)s: there is no status to ask for.")
    return text % {"day": formatter.day(facts["outcome_at"])}


def asked_not_to_call(formatter: Formatter, facts: Facts) -> str:
    """When the employer asked not to be called."""
    text = _("On %(day)s they asked not to be called: they will be in touch.")
    return text % {"day": formatter.day(facts["requested_at"])}


def your_turn(formatter: Formatter, facts: Facts) -> str:
    """When the employer asked for references that the seeker has not sent."""
    text = _("They asked for references on %(day)s and have no list yet: that comes first.")
    return text % {"day": formatter.day(facts["requested_at"])}


def notes_used_up(formatter: Formatter, facts: Facts) -> str:
    """How many notes were sent, and that the employer has to write next."""
    if not facts["allowed"]:
        return _("Your policy sends no status notes: it is for them to write.")
    parts = {"sent": _sent(formatter, facts), "then": _then(formatter, facts)}
    return _("%(sent)s %(then)s; now it is their turn.") % parts


def _sent(formatter: Formatter, facts: Facts) -> str:
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
    return text % {"count": count, "day": formatter.day(facts["round_at"])}


def _then(formatter: Formatter, facts: Facts) -> str:
    if facts["answered_at"] is None and (facts["noted_at"] is None or facts["count"] == 1):
        return _("and had no answer")
    if facts["answered_at"] is None:
        text = _("and that of %(day)s has had no answer")
        return text % {"day": formatter.day(facts["noted_at"])}
    text = (
        _("and an email of %(day)s may be their answer")
        if "unsorted" in facts
        else _("and their answer of %(day)s gave no date")
    )
    return text % {"day": formatter.day(facts["answered_at"])}


def too_soon_as_promised(formatter: Formatter, facts: Facts) -> str:
    """Which day the employer named, and the earliest day for a note."""
    if facts["ask_on"] is not None:
        text = _("They said to ask on %(theirs)s; the earliest note is %(note)s.")
    else:
        text = _("They said you would hear by %(theirs)s; the earliest note is %(note)s.")
    theirs = facts["ask_on"] or facts["news_by_on"]
    return text % {"theirs": formatter.day(theirs), "note": formatter.day(facts["note_on"])}


def mail_to_sort(formatter: Formatter, facts: Facts) -> str:
    """When the unsorted mail came, and the earliest day for a note."""
    text = _("An email of %(mail)s may be their answer: sort it. The earliest note is %(note)s.")
    return text % {
        "mail": formatter.day(facts["mailed_at"]),
        "note": formatter.day(facts["note_on"]),
    }


def too_soon(formatter: Formatter, facts: Facts) -> str:
    """What happened last, and the earliest day for a note."""
    parts = {
        "because": SENTENCES[str(facts["because"])](formatter, facts),
        "note": formatter.day(facts["note_on"]),
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
    "held_back.mail_to_sort": mail_to_sort,
    "held_back.too_soon": too_soon,
}
