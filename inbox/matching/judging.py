"""How likely each application is that something in a mail leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applications.models import Application, Stage
from inbox.matching.alike import (
    TITLE_AGREES,
    TITLE_DIFFERS,
    is_same_title,
    likeness,
    may_be_short_for,
    same_core,
    same_level,
)
from inbox.matching.alike import core as core_of
from inbox.matching.clues import Clues
from inbox.matching.domains import domain_of_url
from inbox.matching.known import Known
from inbox.matching.leads import (
    BY_NAME,
    DOMAIN,
    LONG_NAME,
    NAME,
    NEAR_DOMAIN,
    OF_THE_EMPLOYER,
    PERSON,
    REFERRER,
    SURE,
    WRITER,
    Lead,
)

AGREES, CLOSED, ARCHIVED, SAVED = 8, 16, 16, 4
LEAD = 4
"""By how much the first must lead for the rest not to be asked about."""
OF_A_WRITER = {PERSON, WRITER, REFERRER, NEAR_DOMAIN}
"""Clues to somebody who may write for several employers."""


@dataclass(frozen=True, slots=True)
class Case:
    """An application that a mail may be about, and what speaks for it."""

    application: Application
    way: str
    score: int
    ways: frozenset[int]
    is_sure: bool = True
    is_exact: bool = False
    is_writers_own: bool = False

    @property
    def strength(self) -> int:
        """The strongest clue."""
        return max(self.ways)

    @property
    def is_named(self) -> bool:
        """Whether the mail names its company."""
        return bool(self.ways & BY_NAME)

    def shares_writer(self, other: Case) -> bool:
        """Whether the same person wrote about both, at different companies."""
        is_elsewhere = self.application.company_id != other.application.company_id
        is_open = self.strength < SURE and not self.is_named and not self.is_writers_own
        return is_elsewhere and is_open and bool(other.ways & OF_A_WRITER)


def case_of(pk: int, leads: Sequence[Lead], clues: Clues, known: Known) -> Case | None:
    """Return what speaks for an application; None if the mail rules it out."""
    row, best = known.applications[pk], max(leads)
    ways = frozenset(lead.strength for lead in leads)
    if best.strength >= SURE:
        return Case(row, best.way, best.strength, ways)
    title = known.titles[pk]
    alike = likeness(clues.title, title)
    if _is_ruled_out(row, ways, clues, known, alike):
        return None
    is_exact = is_same_title(clues.title, title)
    return Case(
        row,
        best.way,
        _score(row, best.strength, clues, alike),
        ways,
        is_sure=_is_sure(ways, clues, title, is_exact),
        is_exact=is_exact,
        is_writers_own=_is_writers_own(row, clues, known),
    )


def strongest(cases: Sequence[Case], clues: Clues) -> list[Case]:
    """Leave out the cases that others outdo: the exact title wins, and the company that is named.

    A thread and a calendar event are sure, whatever the mail says.
    """
    return [
        case
        for case in cases
        if case.strength >= SURE
        or not any(_is_exacter(each, case) or _is_the_named(each, case, clues) for each in cases)
    ]


def _is_exacter(one: Case, other: Case) -> bool:
    """Whether only ``one`` has the very title, at the same company or by as strong a clue."""
    is_same_company = one.application.company_id == other.application.company_id
    is_exacter = one.is_exact and not other.is_exact
    return is_exacter and (is_same_company or one.strength >= other.strength)


def _is_the_named(one: Case, other: Case, clues: Clues) -> bool:
    """Whether the mail names the company of ``one``, and the other's is not the sender's."""
    if not one.is_named or other.is_named or other.is_writers_own:
        return False
    return NAME in one.ways or clues.is_agency or DOMAIN not in other.ways


def _score(row: Application, strength: int, clues: Clues, alike: int) -> int:
    score = strength
    if clues.title:
        score += AGREES if alike >= TITLE_AGREES else 0
        score -= AGREES if alike < TITLE_DIFFERS else 0
    score -= CLOSED if row.is_closed else 0
    score -= ARCHIVED if row.archived_at else 0
    score -= SAVED if row.stage == Stage.SAVED and clues.kind != "confirmation" else 0
    return max(score, 1)


def _is_sure(ways: frozenset[int], clues: Clues, title: str, is_exact: bool) -> bool:
    """Whether it need not be asked: the rank is the same, and the company more than alike."""
    if clues.title and not is_exact and not same_level(clues.title, title):
        return False
    return max(ways) != LONG_NAME


def _is_writers_own(row: Application, clues: Clues, known: Known) -> bool:
    """Whether the sender's domain is that of the application's company."""
    if domain_of_url(row.company.website) in clues.domains:
        return True
    core = known.cores[row.company_id]
    return len(core) > 1 and any(
        label.startswith(core) or core.startswith(label) for label in clues.labels
    )


def _is_ruled_out(
    row: Application, ways: frozenset[int], clues: Clues, known: Known, alike: int
) -> bool:
    """Whether the mail is about another job or, where a recruiter may write, another company.

    Whoever was met for this job may name it otherwise.
    """
    if clues.title and alike < TITLE_DIFFERS and PERSON not in ways:
        return True
    if clues.kind == "confirmation" and row.is_closed and alike < TITLE_AGREES:
        return True
    words = known.firms[row.company_id]
    is_named = same_core(core_of(clues.company), known.cores[row.company_id])
    is_named = is_named or may_be_short_for(clues.company, words)
    is_of_another = bool(clues.company) and not is_named and not clues.is_writers_own
    return is_of_another and not ways & OF_THE_EMPLOYER and alike < TITLE_AGREES
