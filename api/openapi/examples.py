"""Examples of what is sent, by the name of the operation; a test sends each of them."""

from collections.abc import Mapping
from typing import Any

BODIES: Mapping[str, Mapping[str, Any]] = {
    "add_application": {
        "company": "Oatmill",
        "title": "Data Engineer",
        "applied_at": "2026-03-02T10:00:00+01:00",
        "location": "Leeds",
        "source": "Company site",
        "tags": ["remote"],
    },
    "change_application": {"interest": 5, "notes": "Ana says the team is growing."},
    "add_event": {
        "type": "timeline_given",
        "at": "2026-03-12T16:20:00+01:00",
        "news_by": "2026-03-27",
        "text": "Ana wrote that they meet on Thursday.",
    },
    "change_event": {"at": "2026-03-12T16:25:00+01:00"},
    "add_interview": {
        "at": "2026-03-12T16:20:00+01:00",
        "kind": "interview",
        "type": "video",
        "starts_at": "2026-03-17T10:00:00+01:00",
        "ends_at": "2026-03-17T10:45:00+01:00",
        "timezone": "Europe/Berlin",
        "link": "https://meet.example/oatmill",
    },
    "change_interview": {"starts_at": "2026-03-17T14:00:00+01:00"},
    "cancel_interview": {"at": "2026-03-16T09:00:00+01:00"},
    "add_debrief": {
        "positive_signs": ["when_not_if", "met_team"],
        "learned": "They move their data to the cloud this year.",
        "news_by": "2026-03-27",
    },
    "replace_debrief": {"notes": "They will call.", "no_contact": True},
    "set_policy": {"base": "prompt", "changes": {"silence_days": 10}},
}
