"""What in a finding may tell which application it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inbox.keys import event_key, message_key
from inbox.matching.alike import firm_words
from inbox.matching.domains import domain_of_email, label_of

MAX_ADDRESSES = 20
MAX_IDS = 40


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of one finding; the keys of earlier mails come with the latest first."""

    kind: str
    thread: tuple[str, ...]
    events: tuple[str, ...]
    emails: tuple[str, ...]
    domains: tuple[str, ...]
    labels: tuple[str, ...]
    company: tuple[str, ...]
    title: str


def clues_of(finding: Mapping[str, Any], own: frozenset[str] = frozenset()) -> Clues:
    """Read the clues of a stored finding; the seeker's ``own`` addresses are none."""
    emails = tuple(dict.fromkeys(each for each in _emails(finding) if each not in own))
    emails = emails[:MAX_ADDRESSES]
    events = [each.get("uid") for each in finding.get("events") or []]
    is_sent = finding.get("kind") == "sent"
    return Clues(
        kind=str(finding.get("kind") or ""),
        thread=tuple(message_key(each) for each in _thread(finding)),
        events=tuple(event_key(uid) for uid in events if uid),
        emails=emails,
        domains=tuple(dict.fromkeys(filter(None, map(domain_of_email, emails)))),
        labels=tuple(dict.fromkeys(filter(None, map(label_of, emails)))),
        # What the seeker writes names its addressee; the firms in its text may be anybody's.
        company=() if is_sent else firm_words(finding.get("company") or ""),
        title=finding.get("title") or "",
    )


def _thread(finding: Mapping[str, Any]) -> list[str]:
    return [*reversed(finding.get("references") or [])][:MAX_IDS]


def _emails(finding: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses of those who wrote, or to whom the seeker wrote, then of the events'."""
    people = [*(finding.get("recipients") or [])]
    if finding.get("kind") != "sent":
        people = [finding.get("sender"), finding.get("reply_to")]
    for event in finding.get("events") or []:
        people += [event.get("organizer"), *(event.get("attendees") or [])]
    for person in people:
        if person and person.get("email"):
            yield str(person["email"]).strip().lower()
