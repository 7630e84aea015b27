"""Suggests notes from the facts.

The product never sends a note to anybody: the texts are for the user to read, change and send.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notes.drafting.facts import HIGH_INTEREST, HIGHEST_INTEREST, DraftFacts, Progress
from notes.drafting.patterns import NEGOTIATION, in_words
from notes.drafting.phrases import inline_phrase, listed

WORDINGS, TAILS = 6, 3
"""How many wordings there are of each part of a thank-you, and of the end of its subject."""
LONGEST_SUBJECT = 250


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a note."""

    subject: str
    body: str


def suggest(facts: DraftFacts) -> Draft:
    """Return a note for its purpose from the facts; unknown facts become gaps in brackets."""
    text = _without_double_stop(
        render_to_string(f"notes/drafts/{facts.purpose}.txt", _context(facts)), facts
    )
    subject, _newline, body = text.strip().partition("\n")
    body = _with_further(body, facts)
    return Draft(subject.strip()[:LONGEST_SUBJECT], re.sub(r"\n{3,}", "\n\n", body.strip()))


def _with_further(body: str, facts: DraftFacts) -> str:
    """A letter with what further notes to the same person say, before its close."""
    start, close = body.strip().rsplit("\n\n", 1)
    middles = [_middle(suggest(each).body) for each in facts.further]
    return "\n\n".join([start, *middles, close])


def _middle(body: str) -> str:
    """A letter without its greeting and its close."""
    return "\n\n".join(body.split("\n\n")[1:-1])


def _context(facts: DraftFacts) -> dict[str, Any]:
    recall = _("[Recall what you talked about with %(who)s]")
    return {
        "f": facts,
        "topic": topic_phrase(facts),
        "learned": learned_phrase(facts) if facts.leads else "",
        "gap": recall % {"who": facts.greeted_as or _("them")},
        "sells": _sells(facts),
        "best": _best(facts),
        "both": _both(facts),
        "figures": figures(facts.progress) if facts.progress else "",
        "way": ways(facts.place),
    }


def ways(place: int) -> Mapping[str, int]:
    """Which wording each part of a thank-you has, by the recipient's place.

    Those of two places differ in all parts, or, from the seventh on, in all but one.
    """
    again, first = divmod(place, WORDINGS)
    return {
        "subject": first,
        "tail": (first + again) % TAILS,
        "opening": first,
        "recall": (first + again) % WORDINGS,
        "ending": (first + 2 * again) % WORDINGS,
    }


def topic_phrase(facts: DraftFacts) -> str:
    """What was discussed, if it can be quoted in the letter; otherwise empty."""
    return inline_phrase(facts.topic, NEGOTIATION)


def learned_phrase(facts: DraftFacts) -> str:
    """What the seeker learned, if it can be quoted in the letter; otherwise empty."""
    return "" if facts.is_call else inline_phrase(facts.learned, NEGOTIATION)


def _sells(facts: DraftFacts) -> str:
    """The gap for the sentence that sells, with a hint; empty where none is called for."""
    if not facts.is_running or facts.is_call:
        return ""
    about, is_keen = learned_phrase(facts), facts.interest >= HIGH_INTEREST
    if about and is_keen:
        text = _("[Why you want this job, and how your strengths help with %(about)s]")
    elif about:
        text = _("[One sentence on how your strengths help with %(about)s]")
    elif is_keen:
        text = _("[Why you want this job, and one strength that fits it]")
    else:
        text = _("[One sentence on why you are a good fit]")
    return text % {"about": about}


def _best(facts: DraftFacts) -> str:
    """The gap to say that the seeker likes this job best, if their interest is the highest."""
    if facts.interest < HIGHEST_INTEREST:
        return ""
    return " " + _("[If it is true: This is the position I would like most.]")


def _both(facts: DraftFacts) -> str:
    """The interviews with one person on one day; empty if their names do not tell them apart."""
    names = dict.fromkeys(facts.talks)
    if len(names) < 2:
        return ""
    return listed([_("the %(talk)s") % {"talk": name[:1].lower() + name[1:]} for name in names])


def figures(progress: Progress) -> str:
    """The figures of a search in words: “12 applications sent, 3 interviews and 1 offer”."""
    counts = (
        (
            progress.sent,
            ngettext("%(n)s application sent", "%(n)s applications sent", progress.sent),
        ),
        (progress.interviews, ngettext("%(n)s interview", "%(n)s interviews", progress.interviews)),
        (progress.offers, ngettext("%(n)s offer", "%(n)s offers", progress.offers)),
    )
    parts = [text % {"n": count} for count, text in counts if count]
    return listed(parts) if parts else ""


def _without_double_stop(text: str, facts: DraftFacts) -> str:
    """Remove the second full stop after a name that ends in one, such as “Acme Inc.”."""
    for name in (facts.company, facts.title):
        if name.endswith((".", "!", "?", "…")):
            text = re.sub(re.escape(name) + r"\.(?=\s|$)", lambda found: found.group()[:-1], text)
    return text


PLACEHOLDERS: Mapping[str, str | Promise] = {
    "name": gettext_lazy("the reader’s first name"),
    "full name": gettext_lazy("the reader’s whole name"),
    "job": gettext_lazy("the job’s title"),
    "company": gettext_lazy("the company"),
    "date": gettext_lazy("the day you spoke, or applied"),
    "topic": gettext_lazy("what you talked about with the reader"),
    "link": gettext_lazy("the link to the posting"),
    "me": gettext_lazy("your name"),
}
"""The words in braces in a template, and what they stand for."""


def placeholders(facts: DraftFacts) -> Mapping[str, str]:
    """The values of the words in braces of a seeker's template; empty if unknown."""
    return {
        "name": facts.greeted_as,
        "full name": facts.person,
        "job": facts.title,
        "company": facts.company,
        "date": _day_or_nothing(facts.met_on or facts.applied_on),
        "topic": topic_phrase(facts),
        "link": facts.posting_url,
        "me": facts.you,
    }


def _day_or_nothing(day: date | None) -> str:
    return in_words(day) if day else ""


def fill_template(text: str, values: Mapping[str, str]) -> str:
    """Fill the ``{words}`` in a template's text; unknown ones become gaps."""

    def replacement(found: re.Match[str]) -> str:
        word = " ".join(found.group(1).casefold().split())
        return (values[word] or f"[{word}]") if word in values else found.group()

    return re.sub(r"\{([^{}\n]{1,40})\}", replacement, text)


def to_template(text: str, values: Mapping[str, str]) -> str:
    """Turn a note into a template: values from the facts become ``{words}``."""
    known = {value: word for word, value in values.items() if len(value) > 1}
    if not known:
        return text
    longest_first = sorted(known, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(value)}(?!\w)" for value in longest_first)
    return re.sub(pattern, lambda found: f"{{{known[found.group()]}}}", text)
