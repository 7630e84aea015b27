"""Of the calendar events in a finding, those that are interviews; a mail may bring several."""

from collections.abc import Mapping
from typing import Any

from inbox.reading.findings import NO_INVITATIONS

Finding = Mapping[str, Any]


def events_of(finding: Finding) -> list[Finding]:
    """Return the event that counts, and others of its mail that take place, or are off, as it is.

    Events of one UID, or at one time, are one. The answer of somebody invited is none.
    """
    if "uid" in finding and "events" not in finding:
        return [finding]
    first, *more = [each for each in finding.get("events") or () if not _is_answer(each)] or [{}]
    found = [first] if first else []
    for event in more:
        is_known = any(_are_one(event, each) for each in found)
        if event.get("starts_at") and not is_known and is_off(event) == is_off(first):
            found.append(event)
    return found


def said_of(event: Finding, finding: Finding) -> Finding:
    """Return what is said of one event of several: its own words, and its own people if any."""
    is_held = bool(event.get("organizer") or event.get("attendees"))
    names = () if is_held else finding.get("interviewers") or ()
    return {"events": [event], "interviewers": names}


def _are_one(event: Finding, other: Finding) -> bool:
    is_same = event.get("uid") and event.get("uid") == other.get("uid")
    return bool(is_same) or event.get("starts_at") == other.get("starts_at")


def _is_answer(event: Finding) -> bool:
    return event.get("method") in NO_INVITATIONS


def is_off(event: Finding) -> bool:
    """Whether an event is cancelled; a CANCEL may come without a status."""
    return event.get("method") == "CANCEL" or event.get("status") == "CANCELLED"
