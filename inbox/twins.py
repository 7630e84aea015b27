"""Whether a mail is known by another way: forwarded by hand, it has a Message-ID of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.access import owned_by
from inbox.keys import digest
from inbox.models import Suggestion
from inbox.reading.forwards import PREFIX
from inbox.reading.text import fold

PASTED = "@pasted.invalid>"


def twin_of(finding: Mapping[str, Any], zone: ZoneInfo) -> str:
    """Return a digest of who wrote a mail, when, about what; empty where one of them is missing.

    A forward names the moment in the zone of who forwards, and to the minute. ``zone`` is theirs.
    """
    sender = ((finding.get("sender") or {}).get("email") or "").lower()
    subject = " ".join(fold(PREFIX.sub("", finding.get("subject") or "")).split())
    if not (sender and subject and finding.get("sent_at") and finding.get("kind") != "sent"):
        return ""
    moment = datetime.fromisoformat(finding["sent_at"])
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    minute = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
    title = fold(finding.get("title") or "")
    return digest(f"twin\n{sender}\n{minute}\n{subject}\n{title}")


def is_a_twin(row: Suggestion) -> bool:
    """Whether the same mail is here, and one of the two came in another.

    Two that a hiring system sends within a minute are two: neither is a forward.
    """
    twin = row.finding.get("twin")
    if not twin:
        return False
    others = owned_by(row.owner, Suggestion).filter(finding__twin=twin).exclude(file=row.file_id)
    found = list(others.values_list("finding", flat=True))
    return bool(found) and any(map(_came_in_another, (row.finding, *found)))


def _came_in_another(finding: Mapping[str, Any]) -> bool:
    return bool(finding.get("forwarded_by")) or (finding.get("message_id") or "").endswith(PASTED)
