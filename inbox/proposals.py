"""What a program of the seeker's proposes: the facts of an answer, kept with its suggestion.

Applications are not among them: the suggestion itself says which it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jobtracker.reading.people import Person

if TYPE_CHECKING:
    from inbox.answers import Answer

Finding = Mapping[str, Any]
TEXTS = (
    "text", "pay_currency", "pay_period", "time_zone", "place", "link", "interview_kind",
    "interview_type", "purpose",
)  # fmt: skip
DAYS = ("news_by", "ask_on", "answer_by", "starts_on")
MOMENTS = ("starts_at", "ends_at")
LONGEST_QUOTE = 300


def finding_of(answer: Answer, author: str) -> dict[str, Any]:
    """Return an answer as the finding of a suggestion; ``author`` is the key that proposes it."""
    to = answer.recipient
    return {
        "kind": answer.kind,
        "company": answer.company or None,
        "title": answer.title or None,
        "evidence": [answer.text[:LONGEST_QUOTE]] if answer.text else [],
        "recipients": [{"name": to.name, "email": to.email}] if to and to.email else [],
        "proposal": {"by": author, "facts": _facts(answer)},
    }


def _facts(answer: Answer) -> dict[str, Any]:
    texts = {name: getattr(answer, name) for name in TEXTS}
    days = {name: getattr(answer, name) for name in (*DAYS, *MOMENTS)}
    facts: dict[str, Any] = {
        **texts,
        **{name: value.isoformat() if value else None for name, value in days.items()},
        "pay": str(answer.pay) if answer.pay is not None else None,
        "people": [asdict(person) for person in answer.people],
        "recipient": asdict(answer.recipient) if answer.recipient else None,
    }
    if not answer.is_end_known:
        facts["ends_at"] = None
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def author_of(finding: Finding) -> str:
    """Return the name of the key that proposed it; empty for what was read in a mail or file."""
    return str((finding.get("proposal") or {}).get("by") or "")


def is_proposal(finding: Finding) -> bool:
    """Whether a program of the seeker's proposes it."""
    return bool(finding.get("proposal"))


def fields_of(finding: Finding) -> dict[str, Any]:
    """Return the fields of an answer that a proposal tells."""
    facts: Finding = finding["proposal"].get("facts") or {}
    found: dict[str, Any] = {name: facts[name] for name in TEXTS if name in facts}
    found |= {name: date.fromisoformat(facts[name]) for name in DAYS if name in facts}
    found |= {name: datetime.fromisoformat(facts[name]) for name in MOMENTS if name in facts}
    if "pay" in facts:
        found["pay"] = Decimal(facts["pay"])
    if "recipient" in facts:
        found["recipient"] = Person(**facts["recipient"])
    found["people"] = tuple(Person(**each) for each in facts.get("people") or ())
    return found
