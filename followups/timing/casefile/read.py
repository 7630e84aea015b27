"""Read case files, JSON from which the rules plan without a database, and write plans as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from followups.timing.calendar import format_instant
from followups.timing.casefile.events import read_events
from followups.timing.casefile.fields import (
    FieldError,
    FieldSpec,
    as_object,
    day,
    identifier,
    instant,
    list_of_different,
    nullable,
    one_of,
    read_at,
    read_list,
    read_object,
    whole_number,
    zone,
)
from followups.timing.casefile.strict_json import CaseError, read_values
from followups.timing.facts import (
    SATURDAY_AND_SUNDAY,
    Consent,
    Facts,
    ReferenceEvent,
    ReferenceFacts,
)
from followups.timing.plan_items import HeldBack, Labelled, LabelledPlan
from followups.timing.policy.make import Policy, PolicyError, make

__all__ = ["Case", "CaseError", "read_cases", "to_json"]


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the facts, the policy, and the moment (UTC) for which the plan is labelled."""

    facts: Facts
    policy: Policy
    now: datetime


def read_cases(data: bytes | str) -> list[Case]:
    """Return every case in the text, checked.

    Raises `CaseError`, which names the case's number and the path of the field.
    """
    return list(_cases(data))


def _cases(data: bytes | str) -> Iterator[Case]:
    for number, raw in read_values(data):
        try:
            yield read_case(raw)
        except FieldError as error:
            raise CaseError(number, error.location(), error.message) from None


def read_case(raw: object) -> Case:
    """Return the case in a JSON value. Raises `FieldError`."""
    fields = as_object(raw)
    if "timezone" not in fields:
        raise FieldError("this field is required", "timezone")
    local = read_at("timezone", zone, fields["timezone"])
    values = read_object(fields, _case_fields(local))
    facts = Facts(
        timezone=local,
        references=values["references"],
        weekend=frozenset(values["weekend"]),
        days_off=frozenset(values["days_off"]),
        **values["application"],
    )
    _check_references(facts)
    return Case(facts, values["policy"], values["now"])


def _case_fields(local: ZoneInfo) -> Mapping[str, FieldSpec]:
    application = {
        "interest": FieldSpec(whole_number(1, 5), required=False, default=3),
        "referred_by": FieldSpec(nullable(identifier), required=False),
        "closes_on": FieldSpec(nullable(day), required=False),
        "events": FieldSpec(lambda raw: read_events(raw, local)),
    }
    return {
        "timezone": FieldSpec(lambda raw: local),
        "policy": FieldSpec(_policy, required=False, default=_BALANCED),
        "now": FieldSpec(instant(local)),
        "weekend": FieldSpec(_WEEKEND, required=False, default=SATURDAY_AND_SUNDAY),
        "days_off": FieldSpec(_DAYS_OFF, required=False, default=()),
        "application": FieldSpec(lambda raw: read_object(raw, application)),
        "references": FieldSpec(_references, required=False, default=()),
    }


_BALANCED = make()
_DAY_TWICE = "this day is given twice"
_WEEKEND = list_of_different(whole_number(1, 7), _DAY_TWICE, most=3)
_DAYS_OFF = list_of_different(day, _DAY_TWICE, most=1000)
_REFERENCE = {
    "id": FieldSpec(identifier),
    "consent": FieldSpec(one_of({consent.value: consent for consent in Consent})),
    "agreed_on": FieldSpec(nullable(day), required=False),
    "last_contact_on": FieldSpec(nullable(day), required=False),
    "job_hunting_since": FieldSpec(nullable(day), required=False),
    "contact": FieldSpec(nullable(identifier), required=False),
}


def _policy(raw: object) -> Policy:
    if not isinstance(raw, str | dict):
        raise FieldError("must be the name of a policy, or an object")
    changes = {} if isinstance(raw, str) else dict(as_object(raw))
    base = raw if isinstance(raw, str) else changes.pop("base", "balanced")
    try:
        return make(base, changes)
    except PolicyError as error:
        raise FieldError(error.message, *(() if isinstance(raw, str) else (error.field,))) from None


def _references(raw: object) -> tuple[ReferenceFacts, ...]:
    people = read_list(raw, lambda item: ReferenceFacts(**read_object(item, _REFERENCE)))
    seen: set[str] = set()
    for index, person in enumerate(people):
        if person.id in seen:
            raise FieldError("this name is used twice", index, "id")
        seen.add(person.id)
    return tuple(people)


def _check_references(facts: Facts) -> None:
    known = {person.id for person in facts.references}
    for index, event in enumerate(facts.events):
        if isinstance(event, ReferenceEvent) and event.reference not in known:
            path = ("application", "events", index, "reference")
            raise FieldError("no reference has this id", *path)


def to_json(plan: LabelledPlan) -> dict[str, object]:
    """Return the labelled plan as JSON types, with the keys in the documented order."""
    return {
        "reminders": [_reminder(item) for item in plan.reminders],
        "held_back": [_held_back(entry) for entry in plan.held_back],
    }


def _reminder(item: Labelled) -> dict[str, object]:
    planned = item.planned
    return {
        "key": planned.key,
        "rule": planned.rule,
        "to": planned.to,
        "opens_at": format_instant(planned.opens_at),
        "due_at": _text_or_none(planned.due_at),
        "lapses_at": _text_or_none(planned.lapses_at),
        "optional": planned.optional,
        "status": item.status.value,
        "sources": list(planned.sources),
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
    return None if moment is None else format_instant(moment)
