"""Match a finding to applications, the most likely first.

The strongest clue counts: an earlier mail of the thread, a known calendar event, a known person,
the employer's domain, and last its name. What contradicts it, another company or another job title,
rules an application out: a wrong match costs more than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from applications.models import Application
from inbox.matching.clues import Clues, clues_of
from inbox.matching.judging import LEAD, Case, case_of, strongest
from inbox.matching.known import Known, read_known
from inbox.matching.leads import leads_of

MOST = 5


@dataclass(frozen=True, slots=True)
class Match:
    """An application that a finding may belong to, how it was found, and how surely.

    ``is_sure`` is False where it has to be asked about, even if no other comes into question.
    """

    application: Application
    matched_by: str
    score: int
    is_sure: bool = True


def matches(owner: User, finding: Mapping[str, Any], own: Iterable[str] = ()) -> list[Match]:
    """Return the applications that a stored finding may belong to, the likeliest first.

    ``own`` are addresses of the seeker's own, which lead nowhere.
    """
    return matches_of(owner, [finding], own)[0]


def matches_of(
    owner: User, findings: Sequence[Mapping[str, Any]], own: Iterable[str] = ()
) -> list[list[Match]]:
    """Return the matches of each finding, in as many queries as for one."""
    matcher = Matcher(owner, findings, own)
    return [matcher.matches(finding) for finding in findings]


class Matcher:
    """Matches some findings of a seeker's one by one, as applications are added between them."""

    def __init__(
        self, owner: User, findings: Iterable[Mapping[str, Any]], own: Iterable[str] = ()
    ) -> None:
        self._own = frozenset(each.lower() for each in own)
        self._known = read_known(owner, [clues_of(each, self._own) for each in findings])

    def matches(self, finding: Mapping[str, Any]) -> list[Match]:
        """Return the applications that one of the findings may belong to, the likeliest first."""
        return _ranked(clues_of(finding, self._own), self._known)

    def add(self, application: Application) -> None:
        """Let an application count that is new; one that is known changes nothing."""
        self._known.add(application)


def is_clear(found: Sequence[Match]) -> bool:
    """Whether the first match leads the others, so that nobody needs to be asked."""
    if not found or not found[0].is_sure:
        return False
    return len(found) == 1 or found[0].score - found[1].score >= LEAD


def _ranked(clues: Clues, known: Known) -> list[Match]:
    judged = (case_of(pk, each, clues, known) for pk, each in leads_of(clues, known).items())
    cases = strongest([case for case in judged if case is not None], clues)
    cases = sorted(cases, key=_rank, reverse=True)[:MOST]
    is_shared = bool(cases) and not clues.title and any(map(cases[0].shares_writer, cases[1:]))
    return [
        Match(each.application, each.way, each.score, each.is_sure and not is_shared)
        for each in cases
    ]


def _rank(case: Case) -> tuple[int, datetime, int]:
    return case.score, case.application.updated_at, case.application.pk
