"""Write facts as a case file: the inverse of reading one."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime, time
from typing import Any

from followups.timing.calendar import format_instant, to_plain
from followups.timing.facts import EVENT_TYPES, Event, Facts, ReferenceFacts
from followups.timing.policy.fields import FIELDS, Value
from followups.timing.policy.make import Policy, make
from followups.timing.policy.named import NAMED

_TYPES = {event: name for name, event in EVENT_TYPES.items()}
_COMMON = ("name", "at")


def write_case(facts: Facts, policy: Policy, now: datetime) -> dict[str, Any]:
    """Return a case as JSON types, from which `read_case` reads the same again.

    `now` is aware, and in whole seconds.
    """
    return {
        "timezone": facts.timezone.key,
        "now": format_instant(now),
        "policy": _policy(policy),
        "weekend": sorted(facts.weekend),
        "days_off": [day.isoformat() for day in sorted(facts.days_off)],
        "application": _application(facts),
        "references": [_reference(person) for person in facts.references],
    }


def _application(facts: Facts) -> dict[str, Any]:
    return {
        "interest": facts.interest,
        "referred_by": facts.referred_by,
        "closes_on": to_plain(facts.closes_on),
        "events": [_event(event) for event in facts.events],
    }


def _event(event: Event) -> dict[str, Any]:
    """Return an event with its name as its id, and without the fields that say nothing."""
    names = [field.name for field in fields(event) if field.name not in _COMMON]
    return {
        "type": _TYPES[type(event)],
        "id": event.name,
        "at": format_instant(event.at),
        **_said({name: getattr(event, name) for name in names}),
    }


def _reference(person: ReferenceFacts) -> dict[str, Any]:
    return _said({field.name: getattr(person, field.name) for field in fields(person)})


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are not None, as JSON types."""
    return {name: to_plain(value) for name, value in values.items() if value is not None}


def _policy(policy: Policy) -> str | dict[str, Any]:
    """Return the named policy that is nearest, with the figures that differ from it."""
    nearest = min(NAMED, key=lambda name: len(_changes(policy, make(name))))
    changes = _changes(policy, make(nearest))
    return {"base": nearest, **changes} if changes else nearest


def _changes(policy: Policy, base: Policy) -> dict[str, Any]:
    return {
        name: _figure(getattr(policy, name))
        for name in FIELDS
        if getattr(policy, name) != getattr(base, name)
    }


def _figure(value: Value) -> object:
    return f"{value:%H:%M}" if isinstance(value, time) else value
