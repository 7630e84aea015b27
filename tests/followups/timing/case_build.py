"""Cases as they are written, and what reading them gives."""

import json
from typing import Any

import pytest

from followups.timing.casefile.read import Case, CaseError, read_cases

AT = "2026-03-02T10:00"
APPLIED = {"type": "applied", "at": AT}
TALK = {
    "type": "interview", "id": "talk", "at": "2026-03-05T09:00", "kind": "interview",
    "starts_at": "2026-03-11T10:00", "ends_at": "2026-03-11T11:00",
}  # fmt: skip
RITA = {"id": "rita", "consent": "agreed"}
DATE = {"type": "timeline_given", "at": AT}


def without(whole: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in whole.items() if name != key}


def case(*events: object, **changes: object) -> dict[str, Any]:
    whole = {
        "timezone": "Europe/London",
        "now": "2026-03-02T12:00:00Z",
        "application": {"events": list(events)},
    }
    return {**whole, **changes}


def read(*events: object, **changes: object) -> Case:
    (found,) = read_cases(json.dumps(case(*events, **changes)))
    return found


def refused(data: object) -> str:
    """The error's text; data that is neither text nor bytes is written as JSON first."""
    with pytest.raises(CaseError) as caught:
        read_cases(data if isinstance(data, str | bytes) else json.dumps(data))
    return str(caught.value)
