"""What in a finding may tell which application it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inbox.keys import event_key, message_key
from inbox.matching.alike import firm_words, title_words
from inbox.matching.domains import domain_of_email, label_of
from inbox.reading.senders import is_agency_name

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
    others: tuple[tuple[str, ...], ...] = ()
    """Other firms that the mail names."""
    is_agency: bool = False

    @property
    def is_writers_own(self) -> bool:
        """Whether the company is that of the sender's domain: “Bright” of brightrecruit.com."""
        name = "".join(self.company)
        return len(name) > 1 and any(
            label.startswith(name) or name.startswith(label) for label in self.labels
        )

    @property
    def names_others(self) -> bool:
        """Whether the other firms that the mail names may be the employer."""
        return self.is_agency or not self.is_writers_own


def clues_of(finding: Mapping[str, Any], own: frozenset[str] = frozenset()) -> Clues:
    """Read the clues of a stored finding; the seeker's ``own`` addresses are none."""
    emails = tuple(dict.fromkeys(each for each in _emails(finding) if each not in own))
    emails = emails[:MAX_ADDRESSES]
    events = [each.get("uid") for each in finding.get("events") or []]
    is_sent = finding.get("kind") == "sent"
    # What the seeker writes names its addressee; the firms in its text may be anybody's.
    company = "" if is_sent else finding.get("company") or ""
    others = [] if is_sent else finding.get("companies") or []
    labels = tuple(dict.fromkeys(filter(None, map(label_of, emails))))
    return Clues(
        kind=str(finding.get("kind") or ""),
        thread=tuple(message_key(each) for each in _thread(finding)),
        events=tuple(event_key(uid) for uid in events if uid),
        emails=emails,
        domains=tuple(dict.fromkeys(filter(None, map(domain_of_email, emails)))),
        labels=labels,
        company=firm_words(company),
        title=title_words(finding.get("title") or ""),
        others=tuple(filter(None, map(firm_words, others))),
        is_agency=any(map(is_agency_name, (company, *labels))),
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
