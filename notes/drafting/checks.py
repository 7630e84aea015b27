"""Checks on a note: they advise while the user writes, and never block sending.

``CHECKS`` says which check applies to which purposes, and what it rests on; ``PLACES_OF`` lists the
sources of a whole note.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from notes.drafting import findings
from notes.drafting.facts import TO_EMPLOYER, TO_REFERENCES, TO_REFERRER, DraftFacts
from notes.drafting.findings import Look
from notes.drafting.similarity import Span


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check. ``pieces`` is the text with the affected spans marked."""

    name: str
    is_good: bool
    text: str
    pieces: tuple[Span, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, the purposes it applies to (none means all), and the sources it rests on.

    ``sources_of`` holds those of single purposes, where they differ.
    """

    look: Look
    purposes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sources_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def sources_for(self, facts: DraftFacts) -> tuple[str, ...]:
        """The sources of the check in a note of these facts."""
        purpose = "call" if facts.is_call and facts.purpose == "thank_you" else facts.purpose
        return self.sources_of.get(purpose, self.sources)


def check_note(body: str, facts: DraftFacts) -> list[Check]:
    """Run all checks on a note; problems come first."""
    return sorted(_checks(body, facts), key=lambda check: check.is_good)


def _checks(body: str, facts: DraftFacts) -> Iterator[Check]:
    purposes = {facts.purpose, *facts.also}
    for name, rule in CHECKS.items():
        found = rule.look(body, facts) if not rule.purposes or purposes & {*rule.purposes} else None
        if found:
            pieces = found[2] if len(found) > 2 else ()
            yield Check(name, found[0], found[1], pieces, rule.sources_for(facts))


CHECKS: dict[str, Rule] = {
    "gap": Rule(findings.has_no_gap),
    "commas": Rule(findings.has_no_two_commas),
    "begun": Rule(findings.is_begun),
    "short": Rule(
        findings.is_short,
        (*TO_EMPLOYER, *TO_REFERENCES, *TO_REFERRER, "other"),
        (),
        {
            "thank_you": ("S4:two-emails",),
            "call": ("S3:phone-screen",),
            "status": ("S3:couple-of-weeks",),
            "reference_thank_you": ("S1:thank-every-time",),
        },
    ),
    "about": Rule(
        findings.says_what_it_is_about,
        ("thank_you", "status"),
        ("S0:ask-result",),
        {"thank_you": ("S0:thank-you-now",), "call": ("S0:thank-you-now",)},
    ),
    "job": Rule(
        findings.names_the_job,
        (
            *("references_list", "offer_thanks", "decline_note", "withdraw_note", "heads_up"),
            *("reference_outcome", *TO_REFERRER),
        ),
    ),
    "thanks": Rule(
        findings.gives_thanks,
        (
            *("thank_you", "decline_note", "withdraw_note", "offer_thanks", *TO_REFERRER),
            *("reference_thank_you", "reference_outcome", "gift"),
        ),
        ("S1:thank-helpers",),
        {
            "thank_you": ("S2:content",),
            "call": ("S1:thank-after-every-talk",),
            "decline_note": ("S3:decline",),
            "withdraw_note": ("W2:withdraw-elsewhere",),
            "offer_thanks": ("W1:acknowledge",),
            "referrer_thank_you": ("W5:thank-referrer",),
            "referrer_outcome": ("W6:referrer-steps",),
            "reference_thank_you": ("S1:thank-every-time",),
            "gift": ("S1:gift",),
        },
    ),
    "sorry": Rule(findings.says_sorry, ("reference_thank_you",), ("S1:ask-first",)),
    "interest": Rule(
        findings.shows_interest,
        ("thank_you", "status"),
        ("S2:content",),
        {"status": ("S0:ask-result",), "call": ("S3:phone-screen",)},
    ),
    "pleased": Rule(findings.is_pleased, ("offer_thanks",), ("W1:acknowledge", "S3:offer-thanks")),
    "recalls": Rule(findings.recalls_the_talk, ("thank_you",), ("S3:thank-everyone",)),
    "sells": Rule(
        findings.says_why_you_fit,
        ("thank_you",),
        ("S2:strengths", "S3:sell-again", "S4:why-you"),
    ),
    "asks": Rule(findings.asks_directly, ("status",), ("S0:ask-result",)),
    "forward": Rule(findings.looks_forward, ("status",), ("S0:ask-result",)),
    "until": Rule(findings.asks_until_when, ("offer_thanks",), ("W1:acknowledge", "W7:offer-date")),
    "withdraws": Rule(
        findings.withdraws_plainly,
        ("withdraw_note",),
        ("W2:withdraw-elsewhere", "W3:cancel-interviews"),
    ),
    "list": Rule(findings.holds_the_list, ("references_list",), ("S1:list-ready",)),
    "own": Rule(findings.is_its_own_letter, ("thank_you",), ("S3:thank-everyone",)),
    "terms": Rule(findings.does_not_negotiate, ("thank_you", "status"), ("S2:content",)),
    "writing": Rule(
        findings.stays_in_writing,
        ("thank_you", "status", "references_list", "decline_note", "withdraw_note"),
        ("S4:no-phone-calls",),
    ),
    "free": Rule(
        findings.leaves_them_free,
        ("ask_reference", "reconfirm"),
        ("S1:ask-first",),
        {"reconfirm": ("S1:several-years",)},
    ),
    "employer": Rule(
        findings.names_the_employer,
        ("heads_up", "reference_outcome", *TO_REFERRER),
        ("S1:outcome",),
        {
            "heads_up": ("S1:heads-up",),
            "referrer_thank_you": ("W5:thank-referrer",),
            "referrer_outcome": ("W6:referrer-steps",),
        },
    ),
    "materials": Rule(findings.shares_materials, ("heads_up",), ("S1:share-materials",)),
    "outcome": Rule(
        findings.tells_how_it_went,
        ("reference_outcome", "referrer_outcome"),
        ("S1:outcome",),
        {"referrer_outcome": ("W6:referrer-steps",)},
    ),
    "wish": Rule(
        findings.wants_nothing,
        ("keep_in_touch", "gift"),
        ("S1:keep-in-touch",),
        {"gift": ("S1:gift",)},
    ),
}
"""Each check by name; those about form alone rest on no source."""
PLACES_OF: dict[str, tuple[str, ...]] = {
    "thank_you": (
        *("S0:thank-you-now", "S2:content", "S2:strengths", "S3:thank-everyone", "S3:sell-again"),
        *("S4:why-you", "S4:no-phone-calls"),
    ),
    "status": ("S0:ask-result", "S2:content", "S3:couple-of-weeks", "S4:no-phone-calls"),
    "references_list": ("S1:list-ready", "S4:no-phone-calls"),
    "offer_thanks": ("W1:acknowledge", "W7:offer-date", "S3:offer-thanks"),
    "decline_note": ("S3:decline", "S4:no-phone-calls"),
    "withdraw_note": ("W2:withdraw-elsewhere", "W3:cancel-interviews"),
    "referrer_thank_you": ("W5:thank-referrer", "S1:thank-helpers"),
    "referrer_outcome": ("W6:referrer-steps", "S1:thank-helpers"),
    "ask_reference": ("S1:ask-first",),
    "reconfirm": ("S1:several-years",),
    "heads_up": ("S1:heads-up", "S1:share-materials"),
    "reference_thank_you": ("S1:thank-every-time",),
    "reference_outcome": ("S1:outcome", "S1:thank-every-time"),
    "gift": ("S1:gift",),
    "keep_in_touch": ("S1:keep-in-touch", "S1:progress"),
    "reciprocate": ("S1:reciprocate",),
    "other": (),
}
"""The sources of the notes for each purpose."""
