"""The case file: the rules without a database, JSON in and JSON out, errors that name the field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from followups.timing.calendar import text_of
from followups.timing.casefile.events import read_events
from followups.timing.casefile.fields import (
    Entry,
    Flaw,
    as_object,
    day,
    each,
    identifier,
    instant,
    interest,
    one_of,
    or_null,
    read_at,
    read_object,
    zone,
)
from followups.timing.casefile.strict_json import CaseError, read_values
from followups.timing.facts import Consent, Facts, ReferenceEvent, ReferenceFacts
from followups.timing.plan_items import HeldBack, Labelled, LabelledPlan
from followups.timing.policy.policy import Policy, PolicyError, make

__all__ = ["Case", "CaseError", "read_cases", "to_json"]


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what happened, under which policy, and the moment (UTC) it is looked at."""

    facts: Facts
    policy: Policy
    now: datetime


def read_cases(data: bytes | str) -> list[Case]:
    """Every case in the text, all of it checked.

    Raises `CaseError`, which names the case's number and the path of the field.
    """
    return list(_cases(data))


def _cases(data: bytes | str) -> Iterator[Case]:
    for number, raw in read_values(data):
        try:
            yield read_case(raw)
        except Flaw as flaw:
            raise CaseError(number, flaw.where(), flaw.message) from None


def read_case(raw: object) -> Case:
    """A case from its JSON value. Raises `Flaw`."""
    found = as_object(raw)
    if "timezone" not in found:
        raise Flaw("this field is required", "timezone")
    local = read_at("timezone", zone, found["timezone"])
    values = read_object(found, _top(local))
    application, references = values["application"], values["references"]
    facts = Facts(local, application["interest"], application["events"], references)
    _check_references(facts)
    return Case(facts, values["policy"], values["now"])


def _top(local: ZoneInfo) -> Mapping[str, Entry]:
    application = {
        "interest": Entry(interest, required=False, default=3),
        "events": Entry(lambda raw: read_events(raw, local)),
    }
    return {
        "timezone": Entry(lambda raw: local),
        "policy": Entry(_policy, required=False, default=_BALANCED),
        "now": Entry(instant(local)),
        "application": Entry(lambda raw: read_object(raw, application)),
        "references": Entry(_references, required=False, default=()),
    }


_BALANCED = make()
_REFERENCE = {
    "id": Entry(identifier),
    "consent": Entry(one_of({consent.value: consent for consent in Consent})),
    "agreed_on": Entry(or_null(day), required=False),
    "last_contact_on": Entry(or_null(day), required=False),
    "job_hunting_since": Entry(or_null(day), required=False),
}


def _policy(raw: object) -> Policy:
    if not isinstance(raw, str | dict):
        raise Flaw("must be the name of a policy, or an object")
    changes = {} if isinstance(raw, str) else dict(as_object(raw))
    base = raw if isinstance(raw, str) else changes.pop("base", "balanced")
    try:
        return make(base, changes)
    except PolicyError as error:
        raise Flaw(error.message, *(() if isinstance(raw, str) else (error.field,))) from None


def _references(raw: object) -> tuple[ReferenceFacts, ...]:
    people = each(raw, lambda item: ReferenceFacts(**read_object(item, _REFERENCE)))
    seen: set[str] = set()
    for index, person in enumerate(people):
        if person.id in seen:
            raise Flaw("this name is used twice", index, "id")
        seen.add(person.id)
    return tuple(people)


def _check_references(facts: Facts) -> None:
    known = {person.id for person in facts.references}
    for index, event in enumerate(facts.events):
        if isinstance(event, ReferenceEvent) and event.reference not in known:
            path = ("application", "events", index, "reference")
            raise Flaw("no reference has this id", *path)


def to_json(plan: LabelledPlan) -> dict[str, object]:
    """The labelled plan as plain types, in the order of the page that specifies the case file."""
    return {
        "reminders": [_reminder(item) for item in plan.reminders],
        "held_back": [_held_back(entry) for entry in plan.held_back],
    }


def _reminder(item: Labelled) -> dict[str, object]:
    found = item.planned
    return {
        "key": found.key,
        "rule": found.rule,
        "to": found.to,
        "opens_at": text_of(found.opens_at),
        "due_at": _text_or_none(found.due_at),
        "lapses_at": _text_or_none(found.lapses_at),
        "optional": found.optional,
        "status": item.status.value,
        "sources": list(found.sources),
    }


def _held_back(entry: HeldBack) -> dict[str, object]:
    return {
        "rule": entry.rule,
        "about": entry.about,
        "guard": entry.guard,
        "until": _text_or_none(entry.until),
        "sources": list(entry.sources),
    }


def _text_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else text_of(moment)
