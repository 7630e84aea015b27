"""Suggests notes from the facts, and advises how to send them.

The product never sends a note to anybody: the texts are for the user to read, change and send.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notes.drafting.facts import DraftFacts
from notes.drafting.patterns import NEGOTIATION, in_words
from notes.drafting.phrases import inline_phrase

VARIANTS = 4
"""How many differently worded thank-yous there are before the first wording repeats."""
LONGEST_SUBJECT = 250
EMAIL, BY_HAND = "email", "handwritten"
SOON_DAYS = 5
"""A decision this near is a quick one: a letter would be too late (our figure)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a note."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Advice:
    """How to send a note, and why."""

    channel: str
    reason: str
    sources: tuple[str, ...]


def suggest(facts: DraftFacts) -> Draft:
    """Return a note for its purpose from the facts; unknown facts become gaps in brackets."""
    recall = _("[Recall what you talked about with %(who)s]")
    context = {
        "f": facts,
        "topic": topic_phrase(facts),
        "gap": recall % {"who": facts.greeted_as or _("them")},
        "turn": facts.place % VARIANTS,
    }
    text = _without_double_stop(
        render_to_string(f"notes/drafts/{facts.purpose}.txt", context), facts
    )
    subject, _newline, body = text.strip().partition("\n")
    return Draft(subject.strip()[:LONGEST_SUBJECT], re.sub(r"\n{3,}", "\n\n", body.strip()))


def topic_phrase(facts: DraftFacts) -> str:
    """What was discussed, if it can be quoted in the letter; otherwise empty."""
    return inline_phrase(facts.topic, NEGOTIATION)


def _without_double_stop(text: str, facts: DraftFacts) -> str:
    """Remove the second full stop after a name that ends in one, such as “Acme Inc.”."""
    for name in (facts.company, facts.title):
        if name.endswith((".", "!", "?", "…")):
            text = re.sub(re.escape(name) + r"\.(?=\s|$)", lambda found: found.group()[:-1], text)
    return text


def advise(facts: DraftFacts) -> Advice:
    """Advise email or handwriting, and why; the debrief on their pace and medium decides."""
    if facts.purpose == "status":
        text = _("Ask in writing: calls annoy, and an email leaves them time to look it up.")
        return Advice(EMAIL, text, ("S4:no-phone-calls",))
    if not facts.is_to_employer:
        return _to_a_reference(facts)
    if facts.purpose == "other":
        return Advice(EMAIL, _("An email lets them answer when it suits them."), ())
    if facts.purpose != "thank_you":
        return Advice(EMAIL, _("They are waiting to know: write an email."), ("S3:decline",))
    channel, reason = _by_the_debrief(facts)
    return Advice(channel, reason, ("S2:medium",))


def _by_the_debrief(facts: DraftFacts) -> tuple[str, str]:
    named = facts.named_on or facts.ask_on
    if facts.pace == "quick":
        return EMAIL, _("They want to decide quickly: an email is there in time.")
    if named and (named - facts.today).days <= SOON_DAYS:
        text = _("They named %(day)s, which is near: an email is there in time.")
        return EMAIL, text % {"day": in_words(named)}
    if facts.medium_hint == "screen":
        return EMAIL, _("They work on screens: an email shows that you fit in.")
    if facts.medium_hint == "paper":
        return BY_HAND, _("You noticed paper and pens there: a handwritten note fits them.")
    if facts.pace == "slow":
        return BY_HAND, _("They are taking their time: a handwritten note arrives early enough.")
    if not facts.is_debriefed:
        text = _("Email is the safe choice. The debrief may say otherwise, once it is written.")
        return EMAIL, text
    return EMAIL, _("Nothing in the debrief speaks for paper: email is the safe choice.")


def _to_a_reference(facts: DraftFacts) -> Advice:
    if facts.purpose == "heads_up":
        text = _("The posting, your resume and your points go best by email.")
        return Advice(EMAIL, text, ("S1:share-materials",))
    if facts.purpose == "gift":
        return Advice(BY_HAND, _("A card goes with a present."), ("S1:gift",))
    if facts.purpose == "reference_thank_you":
        text = _("A short email does it. A handwritten note is welcome too.")
        return Advice(EMAIL, text, ("S1:thank-every-time",))
    return Advice(EMAIL, _("An email lets them answer when it suits them."), ())


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
