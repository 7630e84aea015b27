"""Advises how to send a note."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from notes.drafting.facts import TO_REFERRER, DraftFacts
from notes.drafting.patterns import in_words

EMAIL, BY_HAND = "email", "handwritten"
TOLD = ("reference_thank_you", "reference_outcome")
SOON_DAYS = 5
"""A decision this near is a quick one: a letter would be too late (our figure)."""


@dataclass(frozen=True, slots=True)
class Advice:
    """How to send a note, and why."""

    channel: str
    reason: str
    sources: tuple[str, ...]


def advise(facts: DraftFacts) -> Advice:
    """Advise email or handwriting, and why; the debrief on their pace and medium decides."""
    if facts.purpose == "status":
        text = _("Ask in writing: calls annoy, and an email leaves them time to look it up.")
        return Advice(EMAIL, text, ("S4:no-phone-calls",))
    if not facts.is_to_employer:
        return _to_a_reference(facts)
    if facts.purpose != "thank_you":
        return Advice(EMAIL, *_to_an_employer(facts.purpose))
    if facts.is_call:
        text = _("One short email is enough after a call.")
        return Advice(EMAIL, text, ("S3:phone-screen",))
    channel, reason = _by_the_debrief(facts)
    return Advice(channel, reason, ("S2:medium",))


def _to_an_employer(purpose: str) -> tuple[str, tuple[str, ...]]:
    if purpose == "decline_note":
        return _("They are waiting to know: write an email."), ("S3:decline",)
    if purpose == "withdraw_note":
        text = _("An email reaches them before they plan anything else for you.")
        return text, ("W2:withdraw-elsewhere", "W3:cancel-interviews")
    if purpose == "offer_thanks":
        text = _("Call them if you can, and be glad aloud. An email the same day is fine too.")
        return text, ("S3:offer-thanks", "W1:acknowledge")
    if purpose == "references_list":
        return _("An email lets them copy names and addresses."), ("S1:list-ready",)
    return _("An email lets them answer when it suits them."), ()


def _by_the_debrief(facts: DraftFacts) -> tuple[str, str]:
    named = facts.named_on or facts.ask_on
    if facts.pace == "quick":
        return EMAIL, _("They want to decide quickly: an email is there in time.")
    if named and 0 <= (named - facts.today).days <= SOON_DAYS:
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
    if facts.purpose in TO_REFERRER:
        text = _("A short email is enough. Thank them by hand if they know you well.")
        return Advice(EMAIL, text, ("S1:thank-helpers",))
    if facts.result == "accepted" and facts.purpose in TOLD:
        text = _("A small present is customary, never required. This note can go with it.")
        return Advice(BY_HAND, text, ("S1:gift",))
    if facts.purpose == "gift":
        return Advice(BY_HAND, _("A card goes with a present."), ("S1:gift",))
    if facts.purpose == "reference_thank_you":
        text = _("A short email does it. A handwritten note is welcome too.")
        return Advice(EMAIL, text, ("S1:thank-every-time",))
    return Advice(EMAIL, _("An email lets them answer when it suits them."), ())
