"""Match a finding to applications, the most likely first.

The strongest clue counts: an earlier mail of the thread, a known calendar event, a known person,
the employer's domain, and last its name. What contradicts it, another company or another job title,
rules an application out: a wrong match costs more than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from accounts.models import User
from applications.models import Application, Stage
from inbox.matching.alike import (
    TITLE_AGREES,
    TITLE_DIFFERS,
    may_be_short_for,
    same_firm,
    title_likeness,
)
from inbox.matching.clues import Clues, clues_of
from inbox.matching.known import Known, read_known
from inbox.models import Suggestion

By = Suggestion.MatchedBy
THREAD, EVENT, PERSON, COLLEAGUE, REFERRER = 100, 95, 80, 74, 66
DOMAIN, NEAR_DOMAIN, LABEL, NAME, SHORT_NAME = 60, 58, 54, 46, 36
OF_THE_EMPLOYER = {COLLEAGUE, DOMAIN, LABEL, NAME, SHORT_NAME}
"""Clues that name the employer itself, not somebody who may write for several."""
SURE = EVENT
"""From here on nothing that the mail says contradicts the match."""
AGREES, CLOSED, ARCHIVED, SAVED = 8, 16, 16, 4
LEAD = 4
"""By how much the first must lead for the rest not to be asked about."""
MOST = 5


@dataclass(frozen=True, slots=True)
class Match:
    """An application that a finding may belong to, how it was found, and how surely."""

    application: Application
    matched_by: str
    score: int


def matches(owner: User, finding: Mapping[str, Any], own: Iterable[str] = ()) -> list[Match]:
    """Return the applications that a stored finding may belong to, the likeliest first.

    ``own`` are addresses of the seeker's own, which lead nowhere.
    """
    return matches_of(owner, [finding], own)[0]


def matches_of(
    owner: User, findings: Sequence[Mapping[str, Any]], own: Iterable[str] = ()
) -> list[list[Match]]:
    """Return the matches of each finding, in as many queries as for one."""
    addresses = frozenset(each.lower() for each in own)
    clues = [clues_of(finding, addresses) for finding in findings]
    known = read_known(owner, clues)
    return [_ranked(each, known) for each in clues]


def is_clear(found: Sequence[Match]) -> bool:
    """Whether the first match leads the others, so that nobody needs to be asked."""
    return bool(found) and (len(found) == 1 or found[0].score - found[1].score >= LEAD)


def _ranked(clues: Clues, known: Known) -> list[Match]:
    leads: dict[int, list[Lead]] = defaultdict(list)
    for lead in _leads(clues, known):
        if lead.pk in known.applications:
            leads[lead.pk].append(lead)
    found = [
        Match(known.applications[pk], max(each).way, score)
        for pk, each in leads.items()
        if (score := _score(known.applications[pk], each, clues, known))
    ]
    return sorted(found, key=_rank, reverse=True)[:MOST]


def _rank(match: Match) -> tuple[int, datetime, int]:
    return match.score, match.application.updated_at, match.application.pk


class Lead(NamedTuple):
    """A clue that leads to an application, and how strong it is."""

    strength: int
    way: str
    pk: int


def _leads(clues: Clues, known: Known) -> Iterator[Lead]:
    for age, key in enumerate(clues.thread):
        yield from _all(known.threads.get(key, ()), max(THREAD - age, SURE), By.THREAD)
    for key in clues.events:
        yield from _all(known.events.get(key, ()), EVENT, By.EVENT)
    for email in clues.emails:
        yield from _all(known.people.get(email, ()), PERSON, By.CONTACT)
        yield from _all(known.colleagues.get(email, ()), COLLEAGUE, By.CONTACT)
        yield from _all(known.referrers.get(email, ()), REFERRER, By.CONTACT)
    for domain in clues.domains:
        yield from _all(known.domains.get(domain, ()), DOMAIN, By.DOMAIN)
        yield from _all(known.near_domains.get(domain, ()), NEAR_DOMAIN, By.DOMAIN)
    yield from _by_name(clues, known)


def _all(pks: Collection[int], strength: int, way: str) -> Iterator[Lead]:
    return (Lead(strength, way, pk) for pk in pks)


def _by_name(clues: Clues, known: Known) -> Iterator[Lead]:
    """Yield where the names lead: that of the sender's domain, and the company's in the mail."""
    for pk, row in known.applications.items():
        firm = known.firms[row.company_id]
        if "".join(firm) in clues.labels:
            yield Lead(LABEL, By.DOMAIN, pk)
        if same_firm(clues.company, firm):
            yield Lead(NAME, By.NAME, pk)
        elif may_be_short_for(clues.company, firm) and _likeness(clues, row) >= TITLE_AGREES:
            yield Lead(SHORT_NAME, By.NAME, pk)


def _likeness(clues: Clues, row: Application) -> int:
    return title_likeness(clues.title, row.title) if clues.title else 0


def _score(row: Application, leads: Sequence[Lead], clues: Clues, known: Known) -> int:
    """Return how likely it is that the mail is about this application; 0 if it is ruled out."""
    strength = max(leads).strength
    if strength >= SURE:
        return strength
    likeness = _likeness(clues, row)
    if _is_ruled_out(row, leads, clues, known, likeness):
        return 0
    score = strength
    if clues.title:
        score += AGREES if likeness >= TITLE_AGREES else 0
        score -= AGREES if likeness < TITLE_DIFFERS else 0
    score -= CLOSED if row.is_closed else 0
    score -= ARCHIVED if row.archived_at else 0
    score -= SAVED if row.stage == Stage.SAVED and clues.kind != "confirmation" else 0
    return max(score, 1)


def _is_ruled_out(
    row: Application, leads: Sequence[Lead], clues: Clues, known: Known, likeness: int
) -> bool:
    """Whether the mail is about another job or, where a recruiter may write, another company.

    Whoever was met for this job may name it otherwise.
    """
    ways = {lead.strength for lead in leads}
    if clues.title and likeness < TITLE_DIFFERS and PERSON not in ways:
        return True
    if clues.kind == "confirmation" and row.is_closed and likeness < TITLE_AGREES:
        return True
    firm = known.firms[row.company_id]
    is_named = same_firm(clues.company, firm) or may_be_short_for(clues.company, firm)
    is_writers_own = "".join(clues.company) in clues.labels
    is_of_another = bool(clues.company) and not is_named and not is_writers_own
    return is_of_another and not ways & OF_THE_EMPLOYER and likeness < TITLE_AGREES
