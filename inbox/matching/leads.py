"""The clues in a mail that lead to applications, and how strong each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from inbox.matching.alike import (
    TITLE_AGREES,
    core,
    likeness,
    may_be_short_for,
    same_core,
)
from inbox.matching.clues import Clues
from inbox.matching.known import Known
from inbox.models import Suggestion

By = Suggestion.MatchedBy
THREAD, EVENT, PERSON, WRITER, COLLEAGUE, REFERRER = 100, 95, 80, 76, 74, 66
DOMAIN, NEAR_DOMAIN, LABEL, NAME, OTHER_NAME, SHORT_NAME, LONG_NAME = 60, 58, 54, 46, 44, 36, 34
OF_THE_EMPLOYER = {COLLEAGUE, DOMAIN, LABEL, NAME, OTHER_NAME, SHORT_NAME, LONG_NAME}
"""Clues that name the employer itself, not somebody who may write for several."""
BY_NAME = {NAME, OTHER_NAME}
SURE = EVENT
"""From here on nothing that the mail says contradicts the match."""
MOST_EXTRA_WORDS = 1


class Lead(NamedTuple):
    """A clue that leads to an application, and how strong it is."""

    strength: int
    way: str
    pk: int


def leads_of(clues: Clues, known: Known) -> dict[int, list[Lead]]:
    """Return what leads to which application."""
    leads: dict[int, list[Lead]] = defaultdict(list)
    for lead in (*_by_address(clues, known), *_by_name(clues, known)):
        if lead.pk in known.applications:
            leads[lead.pk].append(lead)
    return leads


def _by_address(clues: Clues, known: Known) -> Iterator[Lead]:
    for age, key in enumerate(clues.thread):
        yield from _all(known.threads.get(key, ()), max(THREAD - age, SURE), By.THREAD)
    for key in clues.events:
        yield from _all(known.events.get(key, ()), EVENT, By.EVENT)
    for email in clues.emails:
        yield from _all(known.people.get(email, ()), PERSON, By.CONTACT)
        yield from _all(known.writers.get(email, ()), WRITER, By.CONTACT)
        yield from _all(known.colleagues.get(email, ()), COLLEAGUE, By.CONTACT)
        yield from _all(known.referrers.get(email, ()), REFERRER, By.CONTACT)
    for domain in clues.domains:
        yield from _all(known.domains.get(domain, ()), DOMAIN, By.DOMAIN)
        yield from _all(known.near_domains.get(domain, ()), NEAR_DOMAIN, By.DOMAIN)
    for label in clues.labels:
        yield from _all(known.labels.get(label, ()), LABEL, By.DOMAIN)


def _all(pks: Collection[int], strength: int, way: str) -> Iterator[Lead]:
    return (Lead(strength, way, pk) for pk in pks)


def _by_name(clues: Clues, known: Known) -> Iterator[Lead]:
    """Yield where the names lead that stand in the mail; a part of a name needs the title."""
    for company, strength in _alike(clues.company, known).items():
        pks = known.at_company[company]
        if strength == NAME:
            yield from _all(pks, NAME, By.NAME)
        elif not _is_elsewhere(clues, known, company):
            yield from _all(_titled(pks, clues, known), strength, By.NAME)
    for name in clues.others if clues.names_others else ():
        for company, strength in _alike(name, known).items():
            if strength == NAME:
                pks = _titled(known.at_company[company], clues, known)
                yield from _all(pks, OTHER_NAME, By.NAME)


def _titled(pks: Collection[int], clues: Clues, known: Known) -> list[int]:
    return [pk for pk in pks if likeness(clues.title, known.titles[pk]) >= TITLE_AGREES]


def _alike(name: tuple[str, ...], known: Known) -> dict[int, int]:
    """Return the companies that a name may mean, and how surely; worked out once a name."""
    if name not in known.alike:
        known.alike[name] = dict(_compared(name, known)) if name else {}
    return known.alike[name]


def _compared(name: tuple[str, ...], known: Known) -> Iterator[tuple[int, int]]:
    joined = core(name)
    for company, words in known.firms.items():
        if same_core(joined, known.cores[company]):
            yield company, NAME
        elif name[:1] == words[:1] and may_be_short_for(name, words):
            if len(name) < len(words):
                yield company, SHORT_NAME
            elif len(name) - len(words) <= MOST_EXTRA_WORDS:
                yield company, LONG_NAME


def _is_elsewhere(clues: Clues, known: Known, company: int) -> bool:
    """Whether the sender's domain is another firm's than this one."""
    own = known.domains_of.get(company)
    if own:
        return bool(clues.domains) and own.isdisjoint(clues.domains)
    firm, short = "".join(known.firms[company]), "".join(clues.company)
    return any(
        label.startswith(short) and not (firm.startswith(label) or label.startswith(firm))
        for label in clues.labels
    )
