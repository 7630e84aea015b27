"""Whom one is to meet, as far as a mail names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inbox.reading.job_words import ROLES
from inbox.reading.names import is_common, looks_like_a_person, run_at, without_title
from inbox.reading.phrases import sentence_at
from inbox.reading.reading_text import MailText
from inbox.reading.text import fold

HONOR = (
    r"(?:(?:maitre|professor(?:in|a)?|professeure?|profesora?|prof|doctora?|dra?|mrs?|ms|miss|sir|dame"
    r"|herrn?|frau|mme|mlle|m|madame|monsieur|srta|sra?|senora?|don|dona|d|dhr|mevr|mw|meneer"
    r"|mevrouw|de heer|ing|ir|drs|dipl-ing)\.? )*"
)
WHO = (
    r"(?:our|the|your|my|notre|votre|nos|le|la|les|nuestr[oa]s?|su|tu|el|los|unser\w*|der|dem|die"
    r"|den|onze?|de|het|una?|een|eine[rmn]?|ein|a|an|both|beide[n]?)"
)
WHERE = r"(?:at|in|to|for|on|by|bei|im|am|fur|chez|dans|pour|bij|op|voor|with|that|who|which)"
INTRODUCED = re.compile(rf"(?:{WHO} |l'){{1,2}}(?:(?!{WHERE} )[a-zà-ÿ'-]+,? ){{0,6}}?(?=[A-ZÀ-Þ])")
WITH = r"(?:with |mit |avec |con |met |von |par |por |by )?"
OPENING = re.compile(rf":?\s*(?:(?:[-•*·–]|\d[.)])\s+)?{HONOR}")
FOLLOWING = re.compile(
    r"(?:[^.!?\n]|(?<=\b\w)\.){0,60}?(?:[,;] (?:(?:and|und|et|y|e|en|sowie|plus|as well as) )?"
    rf"| (?:and|und|et|y|e|en|&|sowie|plus|/) | / |\s[-•*·–] |\s\d[.)] ){WITH}"
    rf"(?=[A-ZÀ-Þ]|{HONOR}[A-ZÀ-Þ]|{WHO} |l')"
)
POSTS = {"cto", "ceo", "cfo", "coo", "vp", "md", "hr", "hrbp", "drh", "daf", "cpo", "cio"}
NAME = re.compile(r"(?<![\w.@-])[A-ZÀ-Þ]")
MAX_INTERVIEWERS = 8


def find_interviewers(text: MailText) -> tuple[str, ...]:
    """Return the people one is to meet, as far as they are named."""
    found: dict[str, None] = {}
    leads = re.compile(rf"(?<!\w){text.language.source('interviewer_leads')}(?=[\s:]) ?")
    for lead in leads.finditer(text.folded):
        for name in _names_from(text.lined, text.folded, lead.end()):
            found.setdefault(name)
    tails = text.language.pattern("interviewer_tails")
    for tail in tails.finditer(text.folded):
        for name in _names_before(text, tail.start()):
            found.setdefault(name)
    return tuple(found)[:MAX_INTERVIEWERS]


def _names_before(text: MailText, place: int) -> Iterator[str]:
    """Yield the names in front of “will interview you”."""
    start, _ = sentence_at(text.ends, place)
    first = next(NAME.finditer(text.prose, start, place), None)
    while first is not None:
        named = list(_names_from(text.prose[:place], text.folded, first.start()))
        if named:
            yield from named
            return
        first = next(NAME.finditer(text.prose, first.end(), place), None)


def _names_from(prose: str, folded: str, place: int) -> Iterator[str]:
    """Yield “Priya Nair, who leads the team, and our cook, Ola Danso”, name by name."""
    end, is_first = place, True
    while True:
        end = _opened(folded, end)
        introduced = INTRODUCED.match(prose, end)
        run = run_at(prose, end) if introduced is None else None
        if introduced is not None:
            run = run_at(prose, _opened(folded, introduced.end()))
        name = _person_in(run[0]) if run else None
        if name:
            yield name
        elif is_first and introduced is None:
            return
        gap = FOLLOWING.match(prose, run[1] if run else end)
        if gap is None:
            return
        end, is_first = gap.end(), False


def _opened(folded: str, place: int) -> int:
    opening = OPENING.match(folded, place)
    return opening.end() if opening else place


def _person_in(run: str) -> str | None:
    """Return the person's name in “Werkleiter Jens Kruse” or “CTO Ana Ortiz”."""
    words = without_title(run).split()
    words = words[: next((n for n in range(2, len(words)) if is_common(words[n])), None)]
    while words and (ROLES.search(fold(words[0])) or fold(words[0]) in POSTS):
        words.pop(0)
    name = without_title(" ".join(words))
    return name if looks_like_a_person(name) and not ROLES.search(fold(name)) else None
