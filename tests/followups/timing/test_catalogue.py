"""The data that the rules, the pages and the reasons share: whole, and consistent with itself."""

import re
from dataclasses import fields

import pytest

from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.catalogue.sources import PLACES, SOURCES, source_of
from followups.timing.policy.make import FIELDS, NAMED, Policy

FIGURE = re.compile(r"%\((\w+)\)s")

SPECIFIED = {
    "application.apply_by": "W4:apply-early",
    "application.receipt": "S3:receipt",
    "interview.prepare": "S2:ask-timeline S4:know-the-frame",
    "interview.debrief": "S0:good-signs S2:ask-timeline",
    "screen.follow_up": "S1:thank-after-every-talk S3:phone-screen",
    "interview.thank_you": "S0:thank-you-now S1:thank-after-every-talk S2:always S3:thank-everyone",
    "status.again": "S2:another-week S3:once-a-week",
    "status.promised": "S2:keep-to-timeline",
    "status.after_reference_check": "S0:no-guarantee S0:one-or-two-days",
    "status.after_screen": "S3:couple-of-weeks",
    "status.after_interview": "S0:one-or-two-days S3:couple-of-weeks S4:two-emails",
    "status.after_applying": "S3:couple-of-weeks",
    "application.close_out": "S0:expect-silence S2:two-then-wait",
    "offer.acknowledge": "S3:offer-thanks W1:acknowledge",
    "offer.answer": "W7:offer-date",
    "offer.decline_note": "S3:decline",
    "application.withdraw_note": "W2:withdraw-elsewhere W3:cancel-interviews",
    "referrer.thank_you": "S1:thank-helpers W5:thank-referrer",
    "referrer.outcome": "S1:thank-helpers W6:referrer-steps",
    "references.line_up": "S0:after-first-stage S1:ask-first S1:list-ready",
    "references.send": "S1:list-ready",
    "reference.ask": "S1:ask-first",
    "reference.reconfirm": "S1:several-years",
    "reference.heads_up": "S1:heads-up S1:no-pest S1:share-materials",
    "reference.thank_you": "S1:thank-every-time",
    "reference.outcome": "S1:outcome",
    "reference.gift": "S1:gift",
    "reference.keep_in_touch": "S1:keep-in-touch",
    "reference.reciprocate": "S1:reciprocate",
}

GUARDED = {
    "closed": ("status", ""),
    "offer_in_hand": ("status", "S3:offer-thanks"),
    "accepted_elsewhere": ("status", "W2:withdraw-elsewhere"),
    "asked_not_to_call": ("status", "S4:dont-call-us"),
    "your_turn": ("status", "S1:list-ready"),
    "notes_used_up": ("status", "S2:two-then-wait S4:one-is-enough"),
    "promised": ("status", "S2:keep-to-timeline"),
    "mail_to_sort": ("status", "S2:another-week"),
    "too_soon": ("status", "S3:once-a-week"),
    "awaiting_consent": ("reference", "S1:ask-first"),
    "consent_declined": ("reference", "S1:ask-first"),
}


def test_every_rule_of_the_specification_with_its_sources() -> None:
    assert {name: " ".join(sorted(rule.sources)) for name, rule in RULES.items()} == SPECIFIED


def test_every_guard_of_the_specification_with_its_sources() -> None:
    found = {name: (guard.rule, " ".join(guard.sources)) for name, guard in GUARDS.items()}

    assert found == GUARDED


def test_whose_turn_it_is() -> None:
    yours = {name for name, guard in GUARDS.items() if guard.is_yours}

    assert yours == {"offer_in_hand", "your_turn", "consent_declined", "mail_to_sort"}


@pytest.mark.parametrize("entry", [*RULES.values(), *GUARDS.values()], ids=lambda entry: entry.name)
def test_each_entry_is_whole(entry) -> None:
    assert entry.title
    assert entry.sentence.endswith(".") or entry.sentence.endswith("?")
    assert set(entry.sources) <= set(PLACES)
    assert set(FIGURE.findall(entry.sentence)) <= set(FIELDS)
    assert "!" not in entry.title + entry.sentence


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_each_rule_names_the_fields_it_uses(rule) -> None:
    assert set(rule.fields) <= set(FIELDS)
    assert set(FIGURE.findall(rule.sentence)) <= set(rule.fields)
    assert len(set(rule.fields)) == len(rule.fields)
    assert rule.audience in ("you", "employer", "reference", "referrer")
    assert rule.optional in ("yes", "no", "by_interest", "by_reason")


def test_which_rules_are_optional() -> None:
    optional = {name: rule.optional for name, rule in RULES.items() if rule.optional != "no"}

    assert optional == {
        "screen.follow_up": "by_interest",
        "interview.thank_you": "by_reason",
        "application.close_out": "yes",
        "offer.acknowledge": "yes",
        "offer.decline_note": "yes",
        "application.withdraw_note": "by_reason",
        "references.line_up": "yes",
        "reference.outcome": "by_reason",
        "reference.gift": "yes",
        "reference.keep_in_touch": "yes",
        "reference.reciprocate": "yes",
    }


def test_every_field_is_used_by_a_rule() -> None:
    used = {name for rule in RULES.values() for name in rule.fields}

    assert {field.name for field in fields(Policy)} - used == {"thank_you_counts"}


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_each_field_is_whole(field) -> None:
    assert field.meaning.endswith(".")
    assert set(field.sources) <= set(PLACES)
    assert field.sources or field.ours
    assert bool(field.limit_meaning) is (field.low is not None)


@pytest.mark.parametrize("policy", NAMED.values(), ids=lambda policy: policy.name)
def test_each_named_policy_is_whole(policy) -> None:
    assert policy.title
    assert policy.view
    assert policy.meaning.endswith(".")
    assert policy.sources
    assert set(policy.sources) <= set(PLACES)
    assert set(policy.changes) <= set(FIELDS)


def test_places_lie_in_the_sources() -> None:
    documents, pages = ["S0", "S1", "S2", "S3", "S4"], [f"W{number}" for number in range(1, 8)]
    assert list(SOURCES) == [*documents, *pages]
    assert len(PLACES) == 52
    for citation, words in PLACES.items():
        assert source_of(citation) is SOURCES[citation[:2]]
        assert words.endswith(".")
    for source in SOURCES.values():
        assert source.title
        assert source.author
        assert source.description.endswith(".")
