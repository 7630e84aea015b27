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
    "set_policy": {"base": "prompt", "changes": {"silence_days": 10}},
}
